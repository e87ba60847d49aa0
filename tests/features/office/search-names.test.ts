import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { db, organisations, people, write } from '~db/client.server';
import { matchesPerson } from '~/features/office/people.server';
import { renewSearchNames } from '~/features/office/search-names.server';
import { useDatabase } from '../../setup/database';
import { makeOrganisation, makePerson } from '../groups/village';

useDatabase();

const found = async (asked: string) =>
  (await db.select({ name: people.name }).from(people).where(matchesPerson(asked))).map(({ name }) => name);

it('people are found by every spelling of their name, and by their address', async () => {
  await makePerson('Mehmet Yıldız', { email: 'my@verein.example' });
  await makePerson('Änne Müller', { email: 'mueller@schule.example' });
  for (const typed of ['yildiz', 'YILDIZ', 'Yıldız', 'meh yil']) expect(await found(typed)).toEqual(['Mehmet Yıldız']);
  for (const typed of ['muller', 'mueller', 'Müller', 'anne', 'aenne mü', 'mueller@']) expect(await found(typed)).toEqual(['Änne Müller']);
  expect(await found('%')).toHaveLength(2);
});

it('names folded by an earlier version are folded anew, and others left alone', async () => {
  const person = await makePerson('Änne Müller');
  const organisation = await makeOrganisation('Förderkreis', 'association');
  await write(async (tx) => {
    await tx.update(people).set({ searchName: 'aenne mueller' }).where(eq(people.id, person));
    await tx.update(organisations).set({ searchName: 'foerderkreis foerderkreis' }).where(eq(organisations.id, organisation));
  });
  await renewSearchNames();
  expect(await db.select({ kept: people.searchName }).from(people)).toEqual([{ kept: 'anne muller' }]);
  expect(await db.select({ kept: organisations.searchName }).from(organisations)).toEqual([{ kept: 'forderkreis forderkreis' }]);
});
