/**
 * Ending mails of a kind from within a mail, without signing in. The link is a signed address: it can only make
 * mails fewer, for the one person it was sent to, so it needs neither an end nor a row in the database.
 */
import { eq } from 'drizzle-orm';
import { type Tx, db, groups, people, write } from '~db/client.server';
import { type GroupId, type Language, type NewsKind, type PersonId, newsKinds } from '~db/values';
import { idSchema } from '~db/value-schemas';
import { loadActor } from '~/access/actor.server';
import { record } from '~/access/audit.server';
import { NotFound } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import type { Footer } from '~/services/mail/mail.server';
import { isKeyed, keyed } from '~/services/secret.server';
import { keepChoices, keepTime, timeOf, waysOf } from './choices.server';
import { newsChoicesPath } from './news';

/** What a link ends: mails of one kind, of one group or of all; or the mail of the day. */
export type Subscription = { personId: PersonId; kind: NewsKind | 'daily'; groupId: GroupId | null };

const noGroup = 'alle';

const wordsOf = ({ personId, kind, groupId }: Subscription) => [personId, kind, groupId ?? noGroup].join('.');

/** The path that ends mails. @param tx the change in which the mail is written */
export async function unsubscribePath(tx: Tx | undefined, subscription: Subscription): Promise<string> {
  const words = wordsOf(subscription);
  return `/abbestellen/${words}.${await keyed(`unsubscribe ${words}`, tx)}`;
}

/** What stands below news. */
export async function footerFor(
  tx: Tx,
  { personId, language }: { personId: PersonId; language: Language },
  kind: NewsKind,
  groupId: GroupId | null,
): Promise<Footer> {
  const [group] = groupId ? await tx.select({ name: groups.name }).from(groups).where(eq(groups.id, groupId)) : [];
  const t = translator(language, 'mail');
  return {
    why: t(`why.${kind}`, { context: group ? 'group' : undefined, group: group?.name }),
    choices: newsChoicesPath,
    unsubscribe: await unsubscribePath(tx, { personId, kind, groupId }),
  };
}

/** What stands below a mail that only keeps the entry in a calendar true: no link ends these. */
export const entryFooter = (language: Language): Footer => ({
  why: translator(language, 'mail')('why.entry'),
  choices: newsChoicesPath,
});

/** Reads what a link ends. @throws NotFound where the portal has not signed it, or its person is gone */
async function readToken(token: string): Promise<Subscription> {
  const [personId = '', kind = '', group = '', mark = ''] = token.split('.');
  if (!(await isKeyed(`unsubscribe ${[personId, kind, group].join('.')}`, mark))) throw new NotFound();
  return {
    personId: idSchema<'person'>().parse(personId),
    kind: kind === 'daily' ? kind : newsKinds.find((known) => known === kind)!,
    groupId: group === noGroup ? null : idSchema<'group'>().parse(group),
  };
}

/** What the page of a link says: whose mails, and which. @throws NotFound */
export async function readUnsubscription(token: string) {
  const { personId, kind, groupId } = await readToken(token);
  const [person] = await db
    .select({ email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, personId));
  if (!person) throw new NotFound();
  const [group] = groupId ? await db.select({ name: groups.name }).from(groups).where(eq(groups.id, groupId)) : [];
  return { ...person, kind, group: group?.name ?? null, ended: await hasEnded({ personId, kind, groupId }) };
}

async function hasEnded({ personId, kind, groupId }: Subscription): Promise<boolean> {
  if (kind === 'daily') return (await timeOf(db, personId)).hour === null;
  return (await waysOf(db, [personId]))(personId, kind, groupId) === 'portal';
}

/** Ends the mails a link names: what they told stays in the portal. @throws NotFound */
export async function unsubscribe(token: string): Promise<void> {
  const { personId, kind, groupId } = await readToken(token);
  await write(async (tx) => {
    const actor = await loadActor(tx, personId);
    if (!actor) throw new NotFound();
    if (kind === 'daily') await keepTime(tx, personId, { ...(await timeOf(tx, personId)), hour: null });
    else await keepChoices(tx, personId, [{ kind, groupId, way: 'portal' }]);
    await record(tx, actor, {
      action: 'account.unsubscribed',
      object: { kind: 'person', id: actor.id, name: actor.name },
      details: { kind },
    });
  });
}
