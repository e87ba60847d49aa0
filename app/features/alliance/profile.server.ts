/**
 * What the alliance says of itself: kept in versions. A draft can be looked at as visitors would see it; once it is
 * published it counts, and never changes. An earlier one comes back as a new draft.
 */
import { desc, eq, isNotNull } from 'drizzle-orm';
import { type Reader, type Tx, db, people, profileVersions, write } from '~db/client.server';
import { kept } from '~db/kept.server';
import type { Language, ProfileVersionId } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { fingerprint } from '~/services/fingerprint.server';
import { translator } from '~/services/i18n/translate.server';
import { type Profile, type ShownProfile, profileIn, profileSchema } from './profile';

type Row = typeof profileVersions.$inferSelect;

/** Versions that were kept by an earlier edition of the portal may lack what is asked for today: then there is none. */
const contentOf = ({ content }: Row): Profile | undefined => profileSchema.safeParse(content).data;

const published = kept(async (_key) => {
  const [row] = await db
    .select()
    .from(profileVersions)
    .where(isNotNull(profileVersions.publishedAt))
    .orderBy(desc(profileVersions.number))
    .limit(1);
  return { value: row && contentOf(row) };
});

/** The profile that was published last, in a language; undefined as long as none was. */
export async function readProfile(language: Language): Promise<ShownProfile | undefined> {
  const profile = await published('profile');
  return profile && profileIn(profile, language);
}

/** The alliance's name in a language; a neutral one as long as none was published. */
export async function allianceName(language: Language): Promise<string> {
  return (await readProfile(language))?.name ?? translator(language, 'common')('unnamedAlliance');
}

const newestFirst = (reader: Reader) => reader.select().from(profileVersions).orderBy(desc(profileVersions.number));

const isDraft = (row: Row | undefined): row is Row & { publishedAt: null } => row !== undefined && row.publishedAt === null;

/** Names what a form was filled from. */
const basisOf = (row: Row | undefined): string => fingerprint(row ? [row.id, row.content, row.publishedAt !== null] : []);

const shownVersions = 50;

/** The profile as the Geschäftsstelle keeps it: what stands in the form, and the versions. @throws NotFound for everyone else */
export async function profileDesk(actor: Actor) {
  await authorize(actor, 'portal.office', 'portal');
  const [newest] = await newestFirst(db).limit(1);
  const versions = await db
    .select({ id: profileVersions.id, number: profileVersions.number, publishedAt: profileVersions.publishedAt, by: people.name })
    .from(profileVersions)
    .leftJoin(people, eq(people.id, profileVersions.publishedBy))
    .where(isNotNull(profileVersions.publishedAt))
    .orderBy(desc(profileVersions.number))
    .limit(shownVersions);
  return {
    profile: (newest && contentOf(newest)) ?? null,
    basis: basisOf(newest),
    draft: isDraft(newest) ? { id: newest.id, savedAt: newest.savedAt.toISOString() } : null,
    versions: versions.map(({ publishedAt, ...version }) => ({ ...version, publishedAt: publishedAt!.toISOString() })),
  };
}

/** A version as visitors see it or would see it, in a language. @throws NotFound */
export async function previewProfile(actor: Actor, id: ProfileVersionId, language: Language) {
  await authorize(actor, 'portal.office', 'portal');
  const row = await readVersion(db, id);
  const profile = contentOf(row);
  if (!profile) throw new NotFound(id);
  const [newest] = await newestFirst(db).limit(1);
  return { id, number: row.number, draft: isDraft(row), basis: basisOf(newest), profile: profileIn(profile, language) };
}

async function readVersion(reader: Reader, id: ProfileVersionId): Promise<Row> {
  const [row] = await reader.select().from(profileVersions).where(eq(profileVersions.id, id));
  if (!row) throw new NotFound(id);
  return row;
}

/**
 * Saves what was filled in as the draft, which nobody else sees yet.
 *
 * @param basis from the page the form was filled on
 * @returns the draft
 * @throws NotFound for everyone but the Geschäftsstelle
 * @throws Rejected `changedMeanwhile`
 */
export async function saveProfile(actor: Actor, profile: Profile, basis: string): Promise<ProfileVersionId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'portal.office', 'portal', tx);
    const newest = await newestIn(tx, basis);
    return keepDraft(tx, newest, { content: profile, savedAt: new Date(), savedBy: granted.actor.id });
  });
}

async function newestIn(tx: Tx, basis: string): Promise<Row | undefined> {
  const [newest] = await newestFirst(tx).limit(1);
  if (basisOf(newest) !== basis) throw new Rejected('changedMeanwhile');
  return newest;
}

async function keepDraft(tx: Tx, newest: Row | undefined, saved: Pick<Row, 'content' | 'savedAt' | 'savedBy'>): Promise<ProfileVersionId> {
  if (isDraft(newest)) {
    await tx.update(profileVersions).set(saved).where(eq(profileVersions.id, newest.id));
    return newest.id;
  }
  const number = (newest?.number ?? 0) + 1;
  const [row] = await tx.insert(profileVersions).values({ ...saved, number }).returning({ id: profileVersions.id });
  return row!.id;
}

/**
 * Publishes the draft: from now on it is what everybody sees.
 *
 * @param basis from the preview, so that only what was looked at is published
 * @throws NotFound for everyone but the Geschäftsstelle, and for what is no draft
 * @throws Rejected `changedMeanwhile`
 */
export async function publishProfile(actor: Actor, id: ProfileVersionId, basis: string): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'portal.office', 'portal', tx);
    const newest = await newestIn(tx, basis);
    if (!isDraft(newest) || newest.id !== id) throw new NotFound(id);
    const profile = contentOf(newest);
    if (!profile) throw new NotFound(id);
    await tx
      .update(profileVersions)
      .set({ publishedAt: new Date(), publishedBy: granted.actor.id })
      .where(eq(profileVersions.id, id));
    const object = { kind: 'portal', id, name: profile.name.de };
    await record(tx, actor, { action: 'profile.published', object, details: { number: newest.number } });
  });
}

/** Takes what an earlier version said as the draft. @throws NotFound */
export async function restoreProfile(actor: Actor, id: ProfileVersionId): Promise<ProfileVersionId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'portal.office', 'portal', tx);
    const { content } = await readVersion(tx, id);
    const [newest] = await newestFirst(tx).limit(1);
    return keepDraft(tx, newest, { content, savedAt: new Date(), savedBy: granted.actor.id });
  });
}

/** Drops a draft; what is published stays. @throws NotFound, also for what was published */
export async function discardProfile(actor: Actor, id: ProfileVersionId): Promise<void> {
  await write(async (tx) => {
    await authorize(actor, 'portal.office', 'portal', tx);
    if (!isDraft(await readVersion(tx, id))) throw new NotFound(id);
    await tx.delete(profileVersions).where(eq(profileVersions.id, id));
  });
}
