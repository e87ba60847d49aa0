/** Guests: a lead invites them, always with an end date. */
import { eq } from 'drizzle-orm';
import { people, write } from '~db/client.server';
import type { Day, GroupId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { Rejected } from '~/services/errors';
import { queueMail } from '~/services/mail/mail.server';
import { formatShortDay } from '~/services/time';
import { carryOut } from './memberships.server';
import { planStep } from './plan.server';

/**
 * Makes somebody a guest until the end of a day; for one who is a guest already, moves that day.
 *
 * @throws NotFound for everyone but the leads
 * @throws Rejected `endPassed`, `alreadyMember`, `cannotInvite`, `noAccount`
 */
export async function inviteGuest(
  actor: Actor,
  input: { groupId: GroupId; email: string; until: Day },
): Promise<void> {
  await write(async (tx) => {
    const { actor: lead } = await authorize(actor, 'group.inviteGuest', input.groupId, tx);
    const [known] = await tx.select().from(people).where(eq(people.email, input.email));
    if (known?.disabledAt) throw new Rejected('cannotInvite', {}, 'email');
    if (!known) throw new Rejected('noAccount', {}, 'email');
    const now = new Date();
    const step = { groupId: input.groupId, people: [known.id], to: 'guest' as const, until: input.until };
    const plan = await planStep(tx, step, now);
    const [change] = plan.changes;
    if (change?.before && change.before.role !== 'guest') throw new Rejected('alreadyMember', {}, 'email');
    await carryOut(tx, lead, plan, now, { mail: false });
    if (!change) return;
    await queueMail(tx, {
      to: known,
      key: 'membership.invitedAsGuest',
      values: { group: plan.group.name, lead: lead.name, day: formatShortDay(input.until, known.language) },
      path: `/gruppen/${plan.group.slug}`,
    });
  });
}
