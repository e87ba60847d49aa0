/** Who has not said something to every date that lies ahead. Runs anywhere. */
type Ahead = { id: string; startsAt: Date };
type Said = { proposalId: string; personId: string };

export function unanswered<Person extends { id: string }>(
  asked: readonly Person[],
  proposals: readonly Ahead[],
  answers: readonly Said[],
  now: Date = new Date(),
): Person[] {
  const ahead = new Set(proposals.flatMap(({ id, startsAt }) => (startsAt > now ? id : [])));
  const open = (person: Person) =>
    answers.filter(({ personId, proposalId }) => personId === person.id && ahead.has(proposalId)).length < ahead.size;
  return asked.filter(open);
}
