/** Accounts as the Geschäftsstelle keeps them: inviting, changing, disabling, giving the office role. */
import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import { type Tx, afterCommit, people, write } from '~db/client.server';
import type { Language, OrganisationId, PersonId } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor, Person } from '~/access/policy';
import { endAllSessions } from '~/access/session.server';
import { sendInvitation } from '~/features/account/invitations.server';
import { voidLinks } from '~/features/account/tokens.server';
import { assertLeadsRemainWithout } from '~/features/groups/leads.server';
import { readdressEntries } from '~/features/meetings/entries.server';
import { closePerson, recheckDoors } from '~/live/doors.server';
import { Rejected } from '~/services/errors';
import { queueMail } from '~/services/mail/mail.server';
import { foldForSearch } from '~/services/search-name';
import { today } from '~/services/time';
import { addMandate, openOrganisation } from './mandates.server';

export type NewPerson = {
  name: string;
  /** Normalised. */
  email: string;
  language: Language;
  organisationId?: OrganisationId | undefined;
  deputy?: boolean;
};

/**
 * Makes an account and sends the invitation; where an organisation is named, the person speaks for
 * it from today.
 *
 * @throws Rejected `emailTaken`, `organisationArchived`
 * @throws NotFound for everybody but the Geschäftsstelle, and for an unknown organisation
 */
export async function invitePerson(actor: Actor, input: NewPerson): Promise<PersonId> {
  const { actor: office } = await authorize(actor, 'portal.office', 'portal');
  return write(async (tx) => addPerson(tx, office, input));
}

/**
 * `invitePerson` inside a change under way; the caller has authorised. Checks before it writes: what
 * it refuses has left no trace in the change.
 */
export async function addPerson(tx: Tx, actor: Person, input: NewPerson): Promise<PersonId> {
  await requireFreeEmail(tx, input.email);
  if (input.organisationId) await openOrganisation(tx, input.organisationId);
  const now = new Date();
  const [person] = await tx
    .insert(people)
    .values({
      name: input.name,
      searchName: foldForSearch(input.name),
      email: input.email,
      language: input.language,
      createdAt: now,
    })
    .returning({ id: people.id });
  const id = person!.id;
  await record(tx, actor, { action: 'person.invited', object: { kind: 'person', id, name: input.name } });
  if (input.organisationId) {
    await addMandate(tx, actor, input.organisationId, {
      personId: id,
      startDate: today(now),
      deputy: input.deputy ?? false,
    });
  }
  await sendInvitation(tx, { id, name: input.name, email: input.email, language: input.language }, actor);
  return id;
}

async function requireFreeEmail(tx: Tx, email: string, except?: PersonId): Promise<void> {
  const [taken] = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(eq(people.email, email), ne(people.id, except ?? ('' as PersonId))));
  if (taken) throw new Rejected('emailTaken', { name: taken.name }, 'email');
}

/**
 * Sends the invitation again; links sent before no longer open anything.
 *
 * @throws Rejected `alreadyJoined`, `accountDisabled`
 */
export async function resendInvitation(actor: Actor, id: PersonId): Promise<void> {
  const { actor: office } = await authorize(actor, 'person.manage', id);
  await write(async (tx) => {
    const person = await personIn(tx, id);
    if (person.disabledAt) throw new Rejected('accountDisabled', { name: person.name });
    if (person.joinedAt) throw new Rejected('alreadyJoined', { name: person.name });
    await sendInvitation(tx, person, office);
    await record(tx, actor, { action: 'person.invitedAgain', object: objectOf(person) });
  });
}

/**
 * Takes an account out of use: every session and socket ends at once, open links in mails no longer
 * work. Roles and mandates stay on record and count for nothing meanwhile.
 *
 * @throws Rejected `lastOffice`, `lastLead` (naming a group)
 */
export async function disablePerson(actor: Actor, id: PersonId): Promise<void> {
  await authorize(actor, 'person.manage', id);
  await write(async (tx) => {
    const person = await personIn(tx, id);
    if (person.disabledAt) return;
    if (person.office) await requireOtherOffice(tx, id);
    await assertLeadsRemainWithout(tx, id);
    await tx.update(people).set({ disabledAt: new Date() }).where(eq(people.id, id));
    await endAllSessions(tx, id);
    await forgetOpenLinks(tx, id);
    await record(tx, actor, { action: 'person.disabled', object: objectOf(person) });
    afterCommit(() => closePerson(id));
  });
}

/** Puts an account back into use, with the roles and mandates that still run. */
export async function enablePerson(actor: Actor, id: PersonId): Promise<void> {
  await authorize(actor, 'person.manage', id);
  await write(async (tx) => {
    const person = await personIn(tx, id);
    if (!person.disabledAt) return;
    await tx.update(people).set({ disabledAt: null }).where(eq(people.id, id));
    await record(tx, actor, { action: 'person.enabled', object: objectOf(person) });
  });
}

/**
 * Changes name, address and language. A changed address is told to the old one, and coming meetings move
 * to the calendar behind the new one; somebody who has not joined yet is invited again there.
 *
 * @throws Rejected `emailTaken`
 */
export async function changePerson(
  actor: Actor,
  id: PersonId,
  input: { name: string; email: string; language: Language },
): Promise<void> {
  const { actor: office } = await authorize(actor, 'person.manage', id);
  await write(async (tx) => {
    const person = await personIn(tx, id);
    await requireFreeEmail(tx, input.email, id);
    await tx
      .update(people)
      .set({ ...input, searchName: foldForSearch(input.name) })
      .where(eq(people.id, id));
    if (input.email !== person.email) await moveAddress(tx, office, person, input);
    const fields = (['name', 'email', 'language'] as const).filter((field) => input[field] !== person[field]);
    if (fields.length === 0) return;
    await record(tx, actor, {
      action: 'person.changed',
      object: { kind: 'person', id, name: input.name },
      details: Object.fromEntries(fields.map((field) => [field, { before: person[field], after: input[field] }])),
    });
  });
}

async function moveAddress(
  tx: Tx,
  actor: Person,
  person: Account,
  input: { name: string; email: string; language: Language },
): Promise<void> {
  await forgetOpenLinks(tx, person.id);
  if (person.disabledAt) return;
  await readdressEntries(tx, person.id, person.joinedAt ? person.email : null);
  if (!person.joinedAt) {
    await sendInvitation(tx, { id: person.id, ...input }, actor);
    return;
  }
  await queueMail(tx, {
    to: { email: person.email, name: input.name, language: input.language },
    key: 'emailChanged',
    values: { email: input.email },
  });
}

/**
 * Makes somebody a member of the Geschäftsstelle, or takes that back.
 *
 * @throws Rejected `lastOffice`, `accountDisabled`
 */
export async function setOffice(actor: Actor, id: PersonId, office: boolean): Promise<void> {
  await authorize(actor, 'person.manage', id);
  await write(async (tx) => {
    const person = await personIn(tx, id);
    if (person.office === office) return;
    if (office && person.disabledAt) throw new Rejected('accountDisabled', { name: person.name });
    if (!office) await requireOtherOffice(tx, id);
    await tx.update(people).set({ office }).where(eq(people.id, id));
    await record(tx, actor, {
      action: office ? 'person.officeGiven' : 'person.officeTaken',
      object: objectOf(person),
    });
    afterCommit(() => void recheckDoors({ personId: id }));
  });
}

/** The portal always has somebody who can sign in and manage it. */
async function requireOtherOffice(tx: Tx, id: PersonId): Promise<void> {
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.office, true), ne(people.id, id), isNull(people.disabledAt), isNotNull(people.joinedAt)))
    .limit(1);
  if (!other) throw new Rejected('lastOffice');
}

/** Invitations and password links that were sent and not used no longer open anything. */
async function forgetOpenLinks(tx: Tx, id: PersonId): Promise<void> {
  await voidLinks(tx, 'invitation', id);
  await voidLinks(tx, 'reset', id);
}

type Account = Awaited<ReturnType<typeof personIn>>;

async function personIn(tx: Tx, id: PersonId) {
  const [person] = await tx
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      office: people.office,
      joinedAt: people.joinedAt,
      disabledAt: people.disabledAt,
    })
    .from(people)
    .where(eq(people.id, id));
  return person!;
}

const objectOf = (person: Account) => ({ kind: 'person', id: person.id, name: person.name });
