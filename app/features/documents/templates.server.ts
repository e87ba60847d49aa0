/** Templates: what documents can begin with. The Geschäftsstelle keeps them; their texts are written live. */
import { asc, eq } from 'drizzle-orm';
import { type Reader, type Tx, db, documentTemplates, documents, write } from '~db/client.server';
import type { Language, TemplateId } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { type PaperDocument, emptyPaper } from '~/editor/document';
import { renderHtml } from '~/editor/render';
import { documentToUpdate } from '~/editor/shared-document';
import { createText } from '~/live/log.server';
import { translator } from '~/services/i18n/translate.server';
import { readDraft } from '~/texts/draft.server';
import { standardTemplates } from './standard-templates.server';
import type { TemplateInput, TemplateMove } from './templates';

type NewTemplate = Pick<TemplateInput, 'name' | 'hint' | 'genre'>;

/** All templates in the order in which they are offered. */
const inOrder = (reader: Reader) =>
  reader.select().from(documentTemplates).orderBy(asc(documentTemplates.position), asc(documentTemplates.name));

/** The templates as the Geschäftsstelle keeps them, also those that are not offered. @throws NotFound for everyone else */
export async function listTemplates(actor: Actor) {
  await authorize(actor, 'portal.office', 'portal');
  const rows = await inOrder(db);
  return rows.map(({ id, name, hint, genre, offered }) => ({ id, name, hint, genre, offered }));
}

/** A template with its text, to be edited. @throws NotFound */
export async function templatePage(actor: Actor, id: TemplateId, language: Language) {
  const granted = await authorize(actor, 'template.edit', id);
  const [row] = await db.select().from(documentTemplates).where(eq(documentTemplates.id, id));
  const { textId, name, hint, genre, offered } = row!;
  const paper = await readDraft(textId, 'paper');
  return {
    textId,
    person: { id: granted.actor.id, name: granted.actor.name },
    fields: { name, hint, genre, offered },
    html: renderHtml(paper, { t: translator(language, 'editor'), language }),
  };
}

/** Makes a template with an empty text, the last of the list. @throws NotFound for everyone but the Geschäftsstelle */
export async function makeTemplate(actor: Actor, template: NewTemplate): Promise<TemplateId> {
  return write(async (tx) => {
    await authorize(actor, 'portal.office', 'portal', tx);
    const id = await insertTemplate(tx, template, emptyPaper());
    await record(tx, actor, { action: 'template.made', object: { kind: 'template', id, name: template.name } });
    return id;
  });
}

async function insertTemplate(tx: Tx, template: NewTemplate, paper: PaperDocument): Promise<TemplateId> {
  const position = 1 + Math.max(0, ...(await inOrder(tx)).map((row) => row.position));
  const textId = await createText(tx, 'paper', documentToUpdate(paper));
  const [row] = await tx
    .insert(documentTemplates)
    .values({ ...template, textId, position })
    .returning({ id: documentTemplates.id });
  return row!.id;
}

/** Changes what is said about a template, and whether it is offered. @throws NotFound */
export async function changeTemplate(actor: Actor, id: TemplateId, input: TemplateInput): Promise<void> {
  await write(async (tx) => {
    await authorize(actor, 'template.edit', id, tx);
    await tx.update(documentTemplates).set(input).where(eq(documentTemplates.id, id));
    const { name, offered } = input;
    await record(tx, actor, { action: 'template.changed', object: { kind: 'template', id, name }, details: { offered } });
  });
}

/** Moves a template one place in the list; the first stays first, the last stays last. @throws NotFound */
export async function moveTemplate(actor: Actor, id: TemplateId, to: TemplateMove): Promise<void> {
  await write(async (tx) => {
    await authorize(actor, 'template.edit', id, tx);
    const rows = await inOrder(tx);
    const at = rows.findIndex((row) => row.id === id);
    const other = rows[to === 'up' ? at - 1 : at + 1];
    if (!other) return;
    const moved = rows.map((row) => (row.id === id ? other : row.id === other.id ? rows[at]! : row));
    for (const [index, row] of moved.entries()) {
      await tx.update(documentTemplates).set({ position: index + 1 }).where(eq(documentTemplates.id, row.id));
    }
  });
}

/**
 * Gives a new portal the templates that most begin with. Once there are templates or documents they are
 * the Geschäftsstelle's own, and nothing happens.
 */
export async function makeStandardTemplates(): Promise<void> {
  const present = (await db.$count(documentTemplates)) + (await db.$count(documents));
  if (present > 0) return;
  const standard = await standardTemplates();
  await write(async (tx) => {
    for (const { paper, ...template } of standard) await insertTemplate(tx, template, paper);
  });
}
