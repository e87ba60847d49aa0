/** The fields of action as everybody sees them, with the groups that work on them. */
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { db, fields, groups } from '~db/client.server';
import { NotFound } from '~/services/errors';

/** Groups whose card everybody sees; those that rest do not invite anybody. */
const shownGroups = and(eq(groups.listed, true), isNull(groups.archivedAt));

/** All fields in the order of the Geschäftsstelle, and how many groups work on each. One statement. */
export const shownFields = () =>
  db
    .select({ slug: fields.slug, name: fields.name, groups: count(groups.id) })
    .from(fields)
    .leftJoin(groups, and(eq(groups.fieldId, fields.id), shownGroups))
    .groupBy(fields.id)
    .orderBy(asc(fields.position));
export type ShownField = Awaited<ReturnType<typeof shownFields>>[number];

/** A field with its groups. Two statements. @throws NotFound */
export async function readField(slug: string | undefined) {
  const [field] = await db.select().from(fields).where(eq(fields.slug, slug ?? ''));
  if (!field) throw new NotFound();
  const found = await db
    .select({ slug: groups.slug, name: groups.name, description: groups.description })
    .from(groups)
    .where(and(eq(groups.fieldId, field.id), shownGroups))
    .orderBy(asc(groups.name));
  return { name: field.name, groups: found };
}
