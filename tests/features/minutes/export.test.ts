import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '~/access/policy';
import { addParticipant } from '~/features/minutes/attendance.server';
import { appendCorrection } from '~/features/minutes/corrections.server';
import { minutesExport } from '~/features/minutes/export.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { endTypst } from '~/services/export/typst.server';
import { writeComment } from '~/texts/commenting.server';
import { exportDocument } from '~/texts/export/export.server';
import { exportFormats } from '~/texts/export/formats';
import { latestRound } from '~/texts/rounds.server';
import { actionItem, decision, paragraph } from '../../editor/examples';
import { type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { type Begun, answerAll, approve, begin, sendToReview, type } from './session';

useDatabase();
afterAll(endTypst);

const ask = (actor: Actor) => minutesExport(actor, { group: 'sprache', number: 1 }, 'de');
const markdown = async (actor: Actor) => {
  const { exported } = await ask(actor);
  return Buffer.from((await exportDocument(exported, 'md')).bytes).toString().replace(/\\/g, '');
};

/** Every kind of internal content, each with a word that occurs nowhere else. */
async function withSecrets(): Promise<Begun> {
  const begun = await begin(await makeAlliance());
  await type(
    begun,
    [
      paragraph('Öffentlicher Absatz'),
      decision('d1', 'Öffentlicher Beschluss', { yes: 3, no: 1, abstained: 0 }),
      actionItem('t1', 'Öffentliche Aufgabe'),
      { type: 'internalPassage', content: [paragraph('GEHEIM-ABSATZ'), decision('d2', 'GEHEIM-BESCHLUSS'), actionItem('t2', 'GEHEIM-AUFGABE')] },
    ],
    [paragraph('GEHEIM-ABSCHNITT')],
  );
  const lead = await begun.alliance.as('lead');
  await addParticipant(lead, begun.id, { personId: begun.alliance.ids.guest, name: '', role: 'guest', representing: '' });
  return begun;
}

describe('minutes as a file', () => {
  it('are refused to whom they are not for, in every state', async () => {
    const begun = await withSecrets();
    const refused = async (...roles: Role[]) => {
      await expect(ask({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
      for (const role of roles) await expect(ask(await begun.alliance.as(role)), role).rejects.toThrow(NotFound);
    };
    await refused('guest', 'partner', 'otherPartner', 'stranger');
    await sendToReview(begun);
    await refused('guest', 'stranger');
    await answerAll(begun);
    await approve(begun);
    await refused('stranger');
    await expect(minutesExport(await begun.alliance.as('lead'), { group: 'sprache', number: 2 }, 'de')).rejects.toThrow(NotFound);
  });

  it('have nothing internal in them for partners and guests, in any format', async () => {
    const begun = await withSecrets();
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    for (const role of ['partner', 'guest'] as const) {
      const { exported } = await ask(await begun.alliance.as(role));
      expect(JSON.stringify(exported)).not.toContain('GEHEIM');
      for (const format of exportFormats) {
        const { bytes } = await exportDocument(exported, format);
        expect(bytes.length, `${role}, ${format}`).toBeGreaterThan(500);
      }
      expect(exported.state).not.toContain('intern');
    }
    const inside = await ask(await begun.alliance.as('member'));
    expect(JSON.stringify(inside.exported.document)).toContain('GEHEIM-ABSCHNITT');
    expect(inside.exported.state).toContain('enthält interne Teile');
  });

  it('say in which state they are, and what was approved', async () => {
    const begun = await withSecrets();
    const lead = await begun.alliance.as('lead');
    expect((await ask(lead)).exported).toMatchObject({ sha256: null, state: expect.stringContaining('Entwurf') as string });
    await sendToReview(begun);
    expect((await ask(lead)).exported).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, state: expect.stringContaining('In Prüfung') as string });
    await answerAll(begun);
    await approve(begun);
    await appendCorrection(lead, begun.id, 'Der Ort war das Rathaus.');
    const { exported, name } = await ask(lead);
    expect(exported.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(name).toMatch(/^\S+ Protokoll 2026-03-12$/);
    const text = await markdown(lead);
    for (const words of ['Genehmigt von', 'Protokoll der 1. Sitzung', 'Rathaus', 'Öffentlicher Beschluss', '3 Ja', 'Berichtigungen', 'Der Ort war das Rathaus.', 'Verteiler']) expect(text).toContain(words);
    expect(text).toMatch(/Beschluss \S+ 2026-01/);
    expect(await markdown(await begun.alliance.as('partner'))).not.toContain('Verteiler');
  });

  it('carry comments on what is not settled, to those who see them', async () => {
    const begun = await withSecrets();
    await sendToReview(begun);
    const lead = await begun.alliance.as('lead');
    const round = (await latestRound(begun.textId))!;
    expect(round.state).toBe('open');
    await writeComment(lead, begun.textId, { intent: 'comment', form: 'neu', place: { kind: 'whole' }, body: 'Zum Ganzen' });
    expect((await ask(lead)).exported.comments).toMatchObject([{ body: 'Zum Ganzen', range: null, resolved: false, replies: [] }]);
    await answerAll(begun);
    await approve(begun);
    expect((await ask(lead)).exported.comments).toEqual([]);
  });
});
