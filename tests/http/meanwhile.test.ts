/** Forms that are sent when others were faster: what has happened is said, and what was typed is kept. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { db, reviews, write } from '~db/client.server';
import type { MinutesId, ReviewId } from '~db/values';
import { type Alliance, type Role, makeAlliance } from '../setup/alliance';
import { type ServedPortal, cookieOf, servePortal } from '../setup/portal';
import { cancelMeeting } from '~/features/meetings/planning.server';
import { answerAll, approve, begin, makeMeeting, sendToReview } from '../features/minutes/session';

let portal: ServedPortal;
let alliance: Alliance;
let late: ReviewId;
let item: string;
const cookies = {} as Record<'lead' | 'partner', string>;

const reviewOf = async (id: MinutesId): Promise<ReviewId> => {
  const paper = await db.query.minutes.findFirst({ where: (minutes, { eq: is }) => is(minutes.id, id) });
  return (await db.query.reviews.findFirst({ where: (round, { eq: is }) => is(round.textId, paper!.textId) }))!.id;
};

/** Meeting 1 is approved; the review of meeting 2 is over, and silence counts as consent; meeting 3 is called off. */
beforeAll(async () => {
  portal = await servePortal({
    fill: async () => {
      alliance = await makeAlliance();
      const approved = await begin(alliance, await makeMeeting(alliance, 1));
      await sendToReview(approved);
      await answerAll(approved);
      await approve(approved);
      const over = await begin(alliance, await makeMeeting(alliance, 2));
      await sendToReview(over);
      late = await reviewOf(over.id);
      await write(async (tx) =>
        tx.update(reviews).set({ deadline: new Date(Date.now() - 1000) }).where(eq(reviews.id, late)),
      );
      const called = await makeMeeting(alliance, 3, new Date(Date.now() + 30 * 86_400_000));
      item = called.items[0]!;
      await cancelMeeting(await alliance.as('lead'), called.id, 'Krank');
      for (const role of ['lead', 'partner'] as const) cookies[role] = await cookieOf(alliance.ids[role]);
    },
  });
});

afterAll(async () => {
  await portal.stop();
});

async function ask(role: keyof typeof cookies & Role, path: string, form?: Record<string, string>) {
  const response = await fetch(portal.url + path, {
    headers: { Cookie: cookies[role], Origin: portal.url },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  const page = await response.text();
  return { status: response.status, text: /<main\b.*<\/main>/s.exec(page)![0] };
}

it('an answer after the deadline is refused in words, and stays to be copied', async () => {
  const page = await ask('partner', `/pruefungen/${late}?antwort=object`, {
    intent: 'answer',
    form: 'antwort',
    organisation: alliance.organisationId,
    answer: 'object',
    section: '0',
    reason: 'Das haben wir anders in Erinnerung.',
  });
  expect(page.status).toBe(400);
  expect(page.text).toContain('Ihre Antwort (Einwand) wurde nicht angenommen');
  expect(page.text).toContain('Das haben wir anders in Erinnerung.');
  expect(page.text).toContain('Bis zur Frist kam keine Antwort');
  expect(page.text).not.toContain('Einwand senden');
});

it('silence that was agreed to be consent is called that, to partners and to the lead', async () => {
  expect((await ask('partner', `/pruefungen/${late}`)).text).toContain('gilt das als Zustimmung');
  const { text } = await ask('lead', `/gruppen/${alliance.slug}/sitzungen/2/protokoll`);
  expect(text).toContain('gilt als Zustimmung (keine Antwort bis zur Frist)');
  expect(text).not.toContain('Für meine Organisation antworten');
});

it('the whole head of the minutes stands above the text under review', async () => {
  const { text } = await ask('partner', `/pruefungen/${late}`);
  for (const part of ['Rathaus', 'Sitzungsleitung', 'Person lead', 'Protokollführung', 'Person secretary']) {
    expect(text).toContain(part);
  }
});

it('approving what is approved says who has approved it, above the approved minutes', async () => {
  const path = `/gruppen/${alliance.slug}/sitzungen/1/protokoll`;
  for (const form of [{ intent: 'approve' }, { intent: 'returnToDraft', reason: 'Doch nicht' }, { intent: 'remind' }]) {
    const page = await ask('lead', path, form as unknown as Record<string, string>);
    expect(page.status).toBe(400);
    expect(page.text).toContain('Person lead hat das Protokoll inzwischen genehmigt.');
    expect(page.text).toContain('Prüfsumme');
  }
  expect((await ask('lead', `${path}/in-pruefung`)).text).toContain('Prüfsumme');
});

it('forms that could only be refused are not shown: the meeting says why', async () => {
  const space = `/gruppen/${alliance.slug}/sitzungen`;
  for (const path of [`${space}/3/bearbeiten`, `${space}/3/tops/${item}`]) {
    const page = await ask('lead', path);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Diese Sitzung ist abgesagt')]);
    expect(page.text).not.toContain('Speichern');
  }
  expect((await ask('lead', `${space}/1/bearbeiten`)).text).not.toContain('Speichern');
  expect((await ask('lead', `${space}/3/protokoll`)).text).toContain('ein Protokoll wird es nicht geben');
});
