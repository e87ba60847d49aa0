/** Templates: the Geschäftsstelle alone keeps them; a new portal has the four that most begin with. */
import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, db, documentTemplates } from '~db/client.server';
import type { TemplateId } from '~db/values';
import type { Actor } from '~/access/policy';
import { plainText } from '~/editor/document';
import { paperFromYDoc } from '~/editor/shared-document';
import { createDocument } from '~/features/documents/creating.server';
import { beginningOffers } from '~/features/documents/listing.server';
import { openPaperRooms } from '~/features/documents/room.server';
import { changeTemplate, listTemplates, makeStandardTemplates, makeTemplate, moveTemplate, templatePage } from '~/features/documents/templates.server';
import { rulesOf } from '~/live/kinds.server';
import { readText } from '~/live/log.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';

useDatabase();
openPaperRooms();

const concept = { name: 'Konzept', hint: 'Für Vorhaben', genre: 'concept' as const };

const commands = (id: TemplateId): ((actor: Actor) => Promise<unknown>)[] => [
  (actor) => listTemplates(actor),
  (actor) => templatePage(actor, id, 'de'),
  (actor) => makeTemplate(actor, concept),
  (actor) => changeTemplate(actor, id, { ...concept, offered: false }),
  (actor) => moveTemplate(actor, id, 'up'),
];

const names = async () =>
  (await db.select({ name: documentTemplates.name }).from(documentTemplates).orderBy(asc(documentTemplates.position))).map(({ name }) => name);

describe('refused to everyone but the Geschäftsstelle', () => {
  it.each(cast.filter((role) => role !== 'office'))('%s', async (role) => {
    const alliance = await makeAlliance();
    const id = await makeTemplate(await alliance.as('office'), concept);
    const [before] = await db.select().from(documentTemplates);
    const actor = await alliance.as(role);
    for (const command of commands(id)) await expect(command(actor)).rejects.toThrow(NotFound);
    expect(await rulesOf('paper').access(alliance.ids[role], before!.textId)).toBeNull();
    expect(await db.select().from(documentTemplates)).toEqual([before]);
  });

  it('visitors are sent to sign in', async () => {
    const alliance = await makeAlliance();
    const id = await makeTemplate(await alliance.as('office'), concept);
    for (const command of commands(id)) await expect(command({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
  });
});

describe('the Geschäftsstelle', () => {
  it('makes a template, which everybody can begin with as long as it is offered', async () => {
    const alliance = await makeAlliance();
    const office = await alliance.as('office');
    const id = await makeTemplate(office, concept);
    const member = await alliance.as('member');
    expect((await beginningOffers(member, alliance.groupId)).templates).toEqual([{ id, ...concept }]);
    await changeTemplate(office, id, { ...concept, name: 'Plan', offered: false });
    expect((await beginningOffers(member, alliance.groupId)).templates).toEqual([]);
    const begun = createDocument(member, alliance.groupId, { title: 'Neu', genre: 'concept', labels: [], template: id });
    await expect(begun).rejects.toThrow(NotFound);
    const told = await db.select({ action: auditLog.action, name: auditLog.objectName }).from(auditLog).where(eq(auditLog.objectKind, 'template'));
    expect(told).toEqual([
      { action: 'template.made', name: 'Konzept' },
      { action: 'template.changed', name: 'Plan' },
    ]);
  });

  it('writes its text like any other', async () => {
    const alliance = await makeAlliance();
    const office = await alliance.as('office');
    const { textId } = await templatePage(office, await makeTemplate(office, concept), 'de');
    expect(await rulesOf('paper').access(alliance.ids.office, textId)).toEqual({ mode: 'edit', until: null });
  });

  it('orders the list; the first stays first, the last stays last', async () => {
    const alliance = await makeAlliance();
    const office = await alliance.as('office');
    const ids: TemplateId[] = [];
    for (const name of ['Eins', 'Zwei', 'Drei']) ids.push(await makeTemplate(office, { ...concept, name }));
    await moveTemplate(office, ids[0]!, 'up');
    await moveTemplate(office, ids[2]!, 'down');
    expect(await names()).toEqual(['Eins', 'Zwei', 'Drei']);
    await moveTemplate(office, ids[2]!, 'up');
    expect(await names()).toEqual(['Eins', 'Drei', 'Zwei']);
    await moveTemplate(office, ids[0]!, 'down');
    expect(await names()).toEqual(['Drei', 'Eins', 'Zwei']);
  });
});

describe('a new portal', () => {
  it('has the four templates that most begin with', async () => {
    await makeStandardTemplates();
    expect(await names()).toEqual(['Positionspapier', 'Stellungnahme', 'Konzept', 'Checkliste']);
    const papers = await Promise.all(
      (await db.select().from(documentTemplates)).map(async ({ textId }) => paperFromYDoc(await readText(textId))),
    );
    const types = new Set(papers.flatMap(({ content }) => content.map(({ type }) => type)));
    expect([...types]).toEqual(expect.arrayContaining(['heading', 'callout', 'table', 'taskList']));
    for (const paper of papers) expect(plainText(paper).length).toBeGreaterThan(300);
  });

  it('is given them once', async () => {
    await makeStandardTemplates();
    await makeStandardTemplates();
    expect(await names()).toHaveLength(4);
  });

  it('is none any more once somebody has begun a document', async () => {
    const alliance = await makeAlliance();
    const head = { title: 'Neu', genre: 'other' as const, labels: [], template: undefined };
    await createDocument(await alliance.as('member'), alliance.groupId, head);
    await makeStandardTemplates();
    expect(await names()).toEqual([]);
  });
});
