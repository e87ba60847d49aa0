/** Guests: a lead invites them, always with an end date. */
import { eq } from 'drizzle-orm';
import { type Tx, people, write } from '~db/client.server';
import type { Day, GroupId } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor, Person } from '~/access/policy';
import { sendInvitation } from '~/features/account/invitations.server';
import { tellSurely } from '~/news/tell.server';
import { Rejected } from '~/services/errors';
import { foldForSearch } from '~/services/search-name';
import { formatShortDay } from '~/services/time';
import { carryOut } from './memberships.server';
import { planStep } from './plan.server';

/**
 * Makes somebody a guest until the end of a day; for one who is a guest already, moves that day.
 * Whoever has no account yet gets one, with an invitation. The answer is the same for both, so that
 * it does not tell who has an account.
 *
 * @throws NotFound for everyone but the leads
 * @throws Rejected `endPassed`, `alreadyMember`, `cannotInvite`
 */
export async function inviteGuest(
  actor: Actor,
  input: { groupId: GroupId; name: string; email: string; until: Day },
): Promise<void> {
  await write(async (tx) => {
    const { actor: lead } = await authorize(actor, 'group.inviteGuest', input.groupId, tx);
    const [known] = await tx.select().from(people).where(eq(people.email, input.email));
    if (known?.disabledAt) throw new Rejected('cannotInvite', {}, 'email');
    const guest = known ?? (await newAccount(tx, lead, input));
    const now = new Date();
    const step = { groupId: input.groupId, people: [guest.id], to: 'guest' as const, until: input.until };
    const plan = await planStep(tx, step, now);
    const [change] = plan.changes;
    if (change?.before && change.before.role !== 'guest') throw new Rejected('alreadyMember', {}, 'email');
    await carryOut(tx, lead, plan, now, { mail: false });
    if (!change) return;
    const path = `/gruppen/${plan.group.slug}`;
    await tellSurely(
      tx,
      { ...guest, personId: guest.id },
      { kind: 'membership', key: 'membership.invitedAsGuest', values: { group: plan.group.name, lead: lead.name }, path },
      { path, inMail: { day: formatShortDay(input.until, guest.language) }, why: 'guest' },
    );
  });
}

async function newAccount(tx: Tx, lead: Person, { name, email }: { name: string; email: string }) {
  const [account] = await tx
    .insert(people)
    .values({ name, searchName: foldForSearch(name), email, createdAt: new Date() })
    .returning();
  await record(tx, lead, {
    action: 'person.invited',
    object: { kind: 'person', id: account!.id, name },
  });
  await sendInvitation(tx, account!, lead);
  return account!;
}
