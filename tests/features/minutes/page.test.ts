import { describe, expect, it } from 'vitest';
import { agendaItems, write } from '~db/client.server';
import type { Actor } from '~/access/policy';
import { setPresence, addParticipant, attendanceOf } from '~/features/minutes/attendance.server';
import { minutesPage } from '~/features/minutes/page.server';
import { agendaChanged } from '~/features/meetings/agenda-events.server';
import { minutesFromYDoc } from '~/editor/shared-document';
import { readText } from '~/live/log.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { actionItem, decision, paragraph } from '../../editor/examples';
import { type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { type Begun, answerAll, approve, begin, makeMeeting, sendToReview, type } from './session';

useDatabase();

const open = (actor: Actor, check = false) =>
  minutesPage(actor, { group: 'sprache', number: 1 }, { language: 'de', check });

/** Every kind of internal content, each with a word that occurs nowhere else. */
async function withSecrets(): Promise<Begun> {
  const begun = await begin(await makeAlliance());
  await type(
    begun,
    [
      paragraph('Öffentlicher Absatz'),
      decision('d1', 'Öffentlicher Beschluss'),
      actionItem('t1', 'Öffentliche Aufgabe'),
      {
        type: 'internalPassage',
        content: [paragraph('GEHEIM-ABSATZ'), decision('d2', 'GEHEIM-BESCHLUSS'), actionItem('t2', 'GEHEIM-AUFGABE')],
      },
    ],
    [paragraph('GEHEIM-ABSCHNITT'), decision('d3', 'GEHEIM-ZWEITER')],
  );
  const lead = await begun.alliance.as('lead');
  await addParticipant(lead, begun.id, { personId: begun.alliance.ids.guest, name: '', role: 'guest', representing: '' });
  return begun;
}

describe('who may read', () => {
  const readers: Record<'draft' | 'in_review' | 'approved', readonly Role[]> = {
    draft: ['office', 'lead', 'secretary', 'member'],
    in_review: ['office', 'lead', 'secretary', 'member', 'partner', 'otherPartner'],
    approved: ['office', 'lead', 'secretary', 'member', 'guest', 'partner', 'otherPartner'],
  };
  const all: readonly Role[] = ['office', 'lead', 'secretary', 'member', 'guest', 'partner', 'otherPartner', 'stranger'];

  it('is whom the matrix names, in every state; everybody else finds nothing', async () => {
    const begun = await withSecrets();
    const steps = {
      draft: () => Promise.resolve(),
      in_review: () => sendToReview(begun),
      approved: async () => {
        await answerAll(begun);
        await approve(begun);
      },
    };
    for (const state of ['draft', 'in_review', 'approved'] as const) {
      await steps[state]();
      await expect(open({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
      for (const role of all) {
        const page = open(await begun.alliance.as(role));
        if (readers[state].includes(role)) expect((await page).state, `${role}, ${state}`).toBe(state);
        else await expect(page, `${role}, ${state}`).rejects.toThrow(NotFound);
      }
    }
  });

  it('is not a guest who was not there', async () => {
    const begun = await withSecrets();
    const guest = (await attendanceOf(begun.meeting.id)).find(({ role }) => role === 'guest')!;
    await setPresence(await begun.alliance.as('lead'), begun.id, { participantId: guest.id, presence: 'excused' });
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    await expect(open(await begun.alliance.as('guest'))).rejects.toThrow(NotFound);
  });
});

describe('what is internal', () => {
  it('reaches members', async () => {
    const begun = await withSecrets();
    const page = JSON.stringify(await open(await begun.alliance.as('member')));
    for (const secret of ['TITEL', 'ABSATZ', 'BESCHLUSS', 'AUFGABE', 'ABSCHNITT']) expect(page).toContain(`GEHEIM-${secret}`);
  });

  it('never reaches partners or guests, in review or approved, in whatever part of the page', async () => {
    const begun = await withSecrets();
    await sendToReview(begun);
    const inReview = JSON.stringify(await open(await begun.alliance.as('partner')));
    await answerAll(begun);
    await approve(begun);
    // A member reads first, so that what is kept of the rendering is theirs.
    expect(JSON.stringify(await open(await begun.alliance.as('member')))).toContain('GEHEIM-ABSATZ');
    const pages = [inReview];
    for (const role of ['guest', 'partner'] as const) pages.push(JSON.stringify(await open(await begun.alliance.as(role))));
    for (const page of pages) {
      expect(page).toContain('Öffentlicher Absatz');
      expect(page).toContain('Öffentlicher Beschluss');
      expect(page).not.toContain('GEHEIM');
    }
  });

  it('does not show partners what the others answered', async () => {
    const begun = await withSecrets();
    await sendToReview(begun);
    await answerAll(begun, 'object');
    const page = await open(await begun.alliance.as('partner'));
    expect(page).toMatchObject({ review: { answered: 2, invited: 2, answers: null, objections: 0 } });
    expect(JSON.stringify(page)).not.toContain('Weil es so ist');
  });
});

describe('a meeting without minutes', () => {
  it('offers to begin to those who may, and shows nothing to others', async () => {
    const alliance = await makeAlliance();
    await makeMeeting(alliance);
    expect(await open(await alliance.as('lead'))).toMatchObject({ state: 'none', mayBegin: true });
    expect(await open(await alliance.as('member'))).toMatchObject({ state: 'none', mayBegin: false });
    for (const role of ['guest', 'partner', 'stranger'] as const) {
      await expect(open(await alliance.as(role))).rejects.toThrow(NotFound);
    }
  });
});

describe('approved minutes', () => {
  it('show the numbers of their decisions, and the state of tasks as it is now', async () => {
    const begun = await withSecrets();
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    const page = await open(await begun.alliance.as('lead'));
    if (page.state !== 'approved') throw new Error('not approved');
    expect(page.decisions.map(({ number }) => number)).toEqual(['SPR 2026-01', 'SPR 2026-02', 'SPR 2026-03']);
    expect(page.html).toContain('SPR 2026-01');
    expect(page.html).toContain('data-state="open"');
    expect((await open(await begun.alliance.as('guest'))) as { html: string }).toMatchObject({
      html: expect.not.stringContaining('data-state') as string,
    });
  });
});

describe('sections', () => {
  it('follow the agenda while the minutes are a draft', async () => {
    const begun = await begin(await makeAlliance());
    await type(begun, [paragraph('Bleibt')]);
    await write(async (tx) => {
      await tx.insert(agendaItems).values({ meetingId: begun.meeting.id, position: 2, title: 'Neu', kind: 'information' });
      agendaChanged(begun.meeting.id);
    });
    const titles = async () =>
      minutesFromYDoc(await readText(begun.textId)).content.map(({ attrs }) => `${attrs.number} ${attrs.title}`);
    await expect.poll(titles).toEqual(['1 Kurse', '2 GEHEIM-TITEL', '3 Neu']);
  });

  it('stay as they are once the text is frozen', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    const before = minutesFromYDoc(await readText(begun.textId));
    await write(async (tx) => {
      await tx.insert(agendaItems).values({ meetingId: begun.meeting.id, position: 2, title: 'Neu', kind: 'information' });
      agendaChanged(begun.meeting.id);
    });
    expect(minutesFromYDoc(await readText(begun.textId))).toEqual(before);
  });
});

describe('what is printed', () => {
  it('says to members that it has internal parts and who gets it, and to partners neither', async () => {
    const begun = await withSecrets();
    await setPresence(await begun.alliance.as('lead'), begun.id, {
      participantId: (await attendanceOf(begun.meeting.id)).find((row) => row.role === 'guest')!.id,
      presence: 'present',
    });
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    const member = await open(await begun.alliance.as('member'));
    expect(member).toMatchObject({
      internal: true,
      distribution: { all: ['Person lead', 'Person member', 'Person secretary'], withoutInternal: ['Person guest'], next: null },
    });
    for (const role of ['partner', 'guest'] as const) {
      expect(await open(await begun.alliance.as(role))).toMatchObject({ internal: false, distribution: null });
    }
  });
});
