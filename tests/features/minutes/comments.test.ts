import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { type CommentAnchor, comments, db, mails, mandates, memberships, write } from '~db/client.server';
import type { CommentId, Day, OrganisationId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import { fragmentName } from '~/editor/document';
import { replaceDocument } from '~/editor/shared-replacement';
import { threadsFor, writeComment } from '~/texts/commenting.server';
import { readDraft } from '~/texts/draft.server';
import { subjectOf } from '~/texts/subjects.server';
import { openMinutesRooms } from '~/features/minutes/room.server';
import { startReview, returnToDraft } from '~/features/minutes/review-steps.server';
import { reviewPage } from '~/features/reviews/review.server';
import { readText } from '~/live/log.server';
import { editRoom } from '~/live/rooms.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, endOfDay, today } from '~/services/time';
import type { Place } from '~/texts/comments';
import { latestRound } from '~/texts/rounds.server';
import { agendaItem, minutes as document, paragraph, section } from '../../editor/examples';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { type Made, makeMinutes } from '../../texts/minutes';

useDatabase();
openMinutesRooms();

let alliance: Alliance;
let made: Made;

beforeEach(async () => {
  alliance = await makeAlliance();
  made = await makeMinutes(alliance);
});

const startRound = async () =>
  startReview(await alliance.as('lead'), made.minutesId, {
    lastDay: addDays(today(), 7),
    organisations: [alliance.organisationId, alliance.otherOrganisationId],
    silenceIsConsent: false,
    message: '',
  });

const say = async (role: Role, place: Place, body = 'Bitte prüfen.', onBehalfOf?: OrganisationId) =>
  writeComment(await alliance.as(role), made.textId, { intent: 'comment', form: 'x', place, body, onBehalfOf });
const reply = async (role: Role, threadId: CommentId, body = 'Gern.') =>
  writeComment(await alliance.as(role), made.textId, { intent: 'reply', form: 'x', threadId, body });
const settle = async (role: Role, threadId: CommentId, intent: 'resolve' | 'reopen' = 'resolve') =>
  writeComment(await alliance.as(role), made.textId, { intent, threadId });

const words = (text: string, index = 0): Place => ({ kind: 'section', section: index, words: text });
const stored = async (id: CommentId) => (await db.select().from(comments).where(eq(comments.id, id)))[0]!;

/** The text nodes of a live text, in its order. */
function textsOf(parent: Y.XmlFragment | Y.XmlElement): Y.XmlText[] {
  return parent.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : textsOf(child as Y.XmlElement)));
}

/** Marks words of the draft, as an editor would. */
async function marked(text: string): Promise<Place> {
  const nodes = textsOf((await readText(made.textId)).getXmlFragment(fragmentName));
  const node = nodes.find((candidate) => candidate.toString().includes(text))!;
  const from = node.toString().indexOf(text);
  const at = (index: number) =>
    Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(node, index))).toString('base64');
  return { kind: 'live', start: at(from), end: at(from + text.length) };
}

/** The threads of the draft as somebody sees them. */
async function onDraft(role: Role) {
  const granted = await authorize(await alliance.as(role), 'minutes.read', made.minutesId);
  const document = await readDraft(made.textId, 'minutes');
  return threadsFor(await subjectOf(made.textId), granted.actor, { document, versionId: null });
}

async function onReview(role: Role) {
  const round = (await latestRound(made.textId))!;
  return (await reviewPage(await alliance.as(role), round.id, { language: 'de', organisation: undefined })).text!;
}

describe('a comment is refused', () => {
  it('to visitors, who are sent to sign in', async () => {
    const step = { intent: 'comment', form: 'x', place: { kind: 'whole' }, body: 'x' } as const;
    await expect(writeComment({ kind: 'visitor' }, made.textId, step)).rejects.toThrow(SignInRequired);
  });

  it.each(['office', 'guest', 'partner', 'stranger'] as const)('on a draft to %s', async (role) => {
    await expect(say(role, { kind: 'whole' })).rejects.toThrow(NotFound);
  });

  it.each(['office', 'guest', 'stranger'] as const)('in review to %s', async (role) => {
    await startRound();
    await expect(say(role, { kind: 'whole' })).rejects.toThrow(NotFound);
  });

  it('to a partner whose mandate has ended since', async () => {
    await startRound();
    const before = await alliance.as('partner');
    await write(async (tx) =>
      tx.update(mandates).set({ endDate: addDays(today(), -1) }).where(eq(mandates.personId, alliance.ids.partner)),
    );
    const step = { intent: 'comment', form: 'x', place: { kind: 'whole' }, body: 'x' } as const;
    await expect(writeComment(before, made.textId, step)).rejects.toThrow(NotFound);
  });

  it('to a partner after the deadline', async () => {
    await startRound();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(endOfDay(addDays(today(), 7)));
    await expect(say('partner', { kind: 'whole' })).rejects.toMatchObject({ code: 'reviewClosed' });
    vi.useRealTimers();
  });

  it('in the name of an organisation one does not speak for', async () => {
    await startRound();
    await expect(say('partner', { kind: 'whole' }, 'x', alliance.otherOrganisationId)).rejects.toThrow(NotFound);
    await expect(say('member', { kind: 'whole' }, 'x', alliance.organisationId)).rejects.toThrow(NotFound);
  });

  it('to a partner on what is internal, just as on what does not exist', async () => {
    await startRound();
    await expect(say('partner', words('', 1))).rejects.toThrow(NotFound);
    await expect(say('partner', words('', 9))).rejects.toThrow(NotFound);
    await expect(say('partner', words('Vertraulich bleibt'))).rejects.toMatchObject({ code: 'commentWordsNotFound' });
    const hidden = await say('member', words('Vertraulich bleibt'));
    await expect(reply('partner', hidden)).rejects.toThrow(NotFound);
    await expect(settle('partner', hidden)).rejects.toThrow(NotFound);
  });

  it('at words that are not in the draft, or at a place of nonsense', async () => {
    const place = (await marked('April')) as Extract<Place, { kind: 'live' }>;
    await editRoom(made.textId, (ydoc) => replaceDocument(ydoc, document(section(agendaItem('1', 'Neu'), paragraph('Neu')))));
    await expect(say('member', place)).rejects.toMatchObject({ code: 'commentPassageGone' });
    await expect(say('member', { kind: 'live', start: 'AAAA', end: 'AAAA' })).rejects.toMatchObject({ code: 'commentPassageGone' });
    await startRound();
    await expect(say('member', { kind: 'passage', from: 900, to: 950 })).rejects.toMatchObject({ code: 'commentPassageGone' });
  });
});

describe('what is internal', () => {
  it('is decided from the place, not by who writes or what is sent', async () => {
    const open = await say('member', await marked('Kurse beginnen'));
    const passage = await say('member', await marked('bleibt der Preis'));
    const item = await say('member', await marked('bleibt die Stelle'));
    expect(await Promise.all([open, passage, item].map(async (id) => (await stored(id)).internal))).toEqual([false, true, true]);
    await startRound();
    expect((await stored(await say('member', words('', 1)))).internal).toBe(true);
    expect((await stored(await say('member', words('Vertraulich')))).internal).toBe(true);
    expect((await stored(await say('member', words('Räume stellt')))).internal).toBe(false);
  });

  it('never reaches a partner: neither comment nor quote nor reply', async () => {
    await startRound();
    const hidden = await say('member', words('Vertraulich bleibt der Preis'), 'Unter uns: zu hoch.');
    await reply('lead', hidden, 'Ja, viel zu hoch.');
    await say('member', words('Volkshochschule'), 'Welche?');
    const seen = JSON.stringify(await onReview('partner'));
    expect(seen).toContain('Welche?');
    expect(seen).not.toMatch(/Vertraulich|Unter uns|viel zu hoch|Geheim/);
    expect((await stored((await db.select().from(comments).where(eq(comments.threadId, hidden)))[0]!.id)).internal).toBe(true);
    expect(JSON.stringify(await onReview('member'))).toMatch(/Unter uns.*viel zu hoch/);
    expect((await db.select().from(mails)).map(({ text, html }) => text + html).join()).not.toMatch(/Vertraulich|Unter uns/);
  });

  it('does not shift what a partner marks: the same words are found by those who see all', async () => {
    await startRound();
    const { sections } = await onReview('partner');
    // "Räume stellt" stands behind an internal passage: its positions differ for the two readers.
    const html = sections[0]!.html;
    const from = Number(/data-from="(\d+)" data-to="\d+">Räume/.exec(html)![1]) + 1;
    const id = await say('partner', { kind: 'passage', from, to: from + 5 });
    expect(await stored(id)).toMatchObject({ quote: 'Räume', internal: false });
    const range = (text: Awaited<ReturnType<typeof onReview>>) => text.threads.find((thread) => thread.id === id)!.range;
    expect(range(await onReview('partner'))).toEqual({ from, to: from + 5 });
    expect(range(await onReview('member'))!.from).toBeGreaterThan(from);
    expect((await onReview('member')).sections[0]!.html).toContain(`<mark data-comments="${id}">Räume</mark>`);
  });

  it('said on a draft stays with the group when the text goes out', async () => {
    await say('member', await marked('Kurse beginnen'), 'Nur für uns gedacht.');
    await startRound();
    expect((await onReview('partner')).threads).toEqual([]);
    expect((await onReview('member')).threads).toMatchObject([{ body: [{ text: 'Nur für uns gedacht.' }], section: 0, orphaned: false }]);
  });
});

describe('a thread', () => {
  it('quotes the text itself and says for whom a partner wrote', async () => {
    await startRound();
    const id = await say('partner', words('die kurse   beginnen'));
    expect(await stored(id)).toMatchObject({ quote: 'Die Kurse beginnen', onBehalfOf: alliance.organisationId });
    expect((await onReview('member')).threads[0]).toMatchObject({ organisation: 'Verband sprache', author: { name: 'Person partner' } });
  });

  it('asks for whom, when a partner speaks for two organisations', async () => {
    await write(async (tx) =>
      tx.insert(mandates).values({
        personId: alliance.ids.partner,
        organisationId: alliance.otherOrganisationId,
        startDate: '2020-01-01' as Day,
      }),
    );
    await startRound();
    await expect(say('partner', { kind: 'whole' })).rejects.toMatchObject({ code: 'commentForWhom', field: 'onBehalfOf' });
    await say('partner', { kind: 'whole' }, 'x', alliance.otherOrganisationId);
  });

  it('stays listed with its words when these are gone', async () => {
    const id = await say('member', await marked('im April'));
    const before = await onDraft('member');
    expect(before).toMatchObject([{ id, section: 0, orphaned: false }]);
    await editRoom(made.textId, (ydoc) => {
      const node = textsOf(ydoc.getXmlFragment(fragmentName)).find((text) => text.toString().includes('April'))!;
      node.delete(0, node.length);
    });
    expect(await onDraft('member')).toMatchObject([{ id, quote: 'im April', section: null, orphaned: true }]);
  });

  it('of a review is found again at the same words of the draft it came back to', async () => {
    await startRound();
    await say('partner', words('Volkshochschule'));
    await returnToDraft(await alliance.as('lead'), made.minutesId, 'Noch einmal.');
    expect(await onDraft('secretary')).toMatchObject([{ section: 0, orphaned: false }]);
  });

  it('is settled by its author and by those who write, and reopened by a reply', async () => {
    await startRound();
    const id = await say('partner', words('Volkshochschule'));
    await expect(settle('otherPartner', id)).rejects.toThrow(NotFound);
    await expect(settle('member', id)).rejects.toThrow(NotFound);
    expect((await onReview('member')).threads[0]!.mayResolve).toBe(false);
    expect((await onReview('partner')).threads[0]!.mayResolve).toBe(true);
    await settle('partner', id);
    expect((await onReview('partner')).threads[0]!.resolved).toBe(true);
    await reply('otherPartner', id);
    expect((await onReview('partner')).threads[0]!.resolved).toBe(false);
    await settle('secretary', id);
    await settle('lead', id, 'reopen');
    expect((await stored(id)).resolvedAt).toBeNull();
  });

  it('can not be answered through the minutes of another meeting', async () => {
    const id = await say('member', { kind: 'whole' });
    const { textId } = await makeMinutes(alliance);
    const elsewhere = writeComment(await alliance.as('member'), textId, { intent: 'reply', form: 'x', threadId: id, body: 'x' });
    await expect(elsewhere).rejects.toThrow(NotFound);
  });

  it.each(['resolve', 'reopen'] as const)('is beyond %s through the minutes of another meeting', async (intent) => {
    const id = await say('member', { kind: 'whole' });
    if (intent === 'reopen') await settle('member', id);
    const before = await stored(id);
    const { textId } = await makeMinutes(alliance);
    const elsewhere = writeComment(await alliance.as('member'), textId, { intent, threadId: id });
    await expect(elsewhere).rejects.toThrow(NotFound);
    expect(await stored(id)).toEqual(before);
  });

  it('of a member who left is not theirs to settle any more', async () => {
    const id = await say('member', { kind: 'whole' });
    const before = await alliance.as('member');
    await write(async (tx) =>
      tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids.member)),
    );
    await expect(writeComment(before, made.textId, { intent: 'resolve', threadId: id })).rejects.toThrow(NotFound);
  });
});

it('an anchor in a version stands for the words it quotes', async () => {
  await startRound();
  const anchors: CommentAnchor[] = [];
  for (const text of ['Die Kurse', 'Volkshochschule.']) anchors.push((await stored(await say('member', words(text)))).anchor);
  expect(anchors.map((anchor) => anchor.kind === 'version' && anchor.to - anchor.from)).toEqual([9, 16]);
});
