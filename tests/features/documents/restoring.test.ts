/** Going back to earlier versions of a paper: refusals first, then two at once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '~/editor/document';
import { paperFromYDoc } from '~/editor/shared-document';
import { subjectAt } from '~/features/documents/subject.server';
import { readText } from '~/live/log.server';
import { NotFound } from '~/services/errors';
import { nameVersion, restoreText, versionsPage } from '~/texts/history/history.server';
import { endSession } from '~/texts/sessions.server';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { paragraph } from '../../editor/examples';
import { type Draft, beginDocument, put, share, writeText } from './paper';

useDatabase();

let alliance: Alliance;
let draft: Draft;

/** Versions 1 and 2 say ERSTENS and ZWEITENS; the text itself says DRITTENS. */
beforeEach(async () => {
  alliance = await makeAlliance();
  draft = await beginDocument(alliance);
  for (const words of ['ERSTENS', 'ZWEITENS']) {
    await writeText(draft, [paragraph(words)]);
    await endSession(draft.textId);
  }
  await writeText(draft, [paragraph('DRITTENS')]);
});

const subject = async (role: Role) =>
  subjectAt(await alliance.as(role), { group: alliance.slug, document: draft.id });
const says = async () => plainText(paperFromYDoc(await readText(draft.textId)));
const restore = async (role: Role, version: number) => restoreText(await alliance.as(role), await subject(role), version);

describe('restoring', () => {
  it('is refused to those who read along, and to the Geschäftsstelle', async () => {
    await share(draft);
    for (const role of ['guest', 'partner', 'office'] as const) await expect(restore(role, 1), role).rejects.toBeInstanceOf(NotFound);
    for (const role of ['guest', 'partner'] as const) {
      await expect(versionsPage(await alliance.as(role), await subject(role), 'de'), role).rejects.toBeInstanceOf(NotFound);
      await expect(nameVersion(await alliance.as(role), await subject(role), 'x'), role).rejects.toBeInstanceOf(NotFound);
    }
    expect(await says()).toBe('DRITTENS');
  });

  it('of a version that there is not, and of what is no draft, is refused', async () => {
    await expect(restore('member', 9)).rejects.toBeInstanceOf(NotFound);
    await put(draft.id, { state: 'archived' });
    await expect(restore('member', 1)).rejects.toBeInstanceOf(NotFound);
  });

  it('of two different versions at the same moment ends with one of them whole, and keeps every state', async () => {
    await Promise.all([restore('member', 1), restore('lead', 2)]);
    const now = await says();
    expect(['ERSTENS', 'ZWEITENS']).toContain(now);
    const { versions } = await versionsPage(await alliance.as('lead'), await subject('lead'), 'de');
    // What stood there before is a version of its own; nobody's words went without one.
    expect(versions.map(({ reason }) => reason)).toContain('restored');
    await restore('member', 3);
    expect(await says()).toBe('DRITTENS');
  });

  it('is done one after the other: two texts that are put in at once are never both there', async () => {
    await Promise.all([writeText(draft, [paragraph('LINKS')]), writeText(draft, [paragraph('RECHTS')])]);
    expect(['LINKS', 'RECHTS']).toContain(await says());
  });
});
