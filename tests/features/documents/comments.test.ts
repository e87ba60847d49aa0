import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { commentMentions, comments, connections, db, documentShares, mails, mandates, memberships, write } from '~db/client.server';
import type { CommentId, OrganisationId, TextId } from '~db/values';
import { fragmentName } from '~/editor/document';
import { documentPage } from '~/features/documents/page.server';
import { beginEdition, returnToDraft } from '~/features/documents/review-steps.server';
import { startReview } from '~/features/minutes/review-steps.server';
import { minutesSubject } from '~/features/minutes/subject.server';
import { respondToReview, reviewPage } from '~/features/reviews/review.server';
import { recheckDoors } from '~/live/doors.server';
import { readText } from '~/live/log.server';
import { editRoom } from '~/live/rooms.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, endOfDay, today } from '~/services/time';
import { writeComment } from '~/texts/commenting.server';
import type { Place } from '~/texts/comments';
import { registerSubjects } from '~/texts/subjects.server';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { until, useLive } from '../../live/house';
import { makeMinutes } from '../../texts/minutes';
import { type Paper, adopt, answerAll, makePaper, sendOut, shareWith, soon } from './papers';

useDatabase();
registerSubjects('minutes', minutesSubject);
const house = useLive();

let alliance: Alliance;
let paper: Paper;

beforeEach(async () => {
  alliance = await makeAlliance();
  paper = await makePaper(alliance);
});

const whole: Place = { kind: 'whole' };
const say = async (role: Role, place: Place = whole, body = 'Bitte prüfen.', onBehalfOf?: OrganisationId) =>
  writeComment(await alliance.as(role), paper.textId, { intent: 'comment', form: 'x', place, body, onBehalfOf });
const reply = async (role: Role, threadId: CommentId, body = 'Gern.') =>
  writeComment(await alliance.as(role), paper.textId, { intent: 'reply', form: 'x', threadId, body });
const settle = async (role: Role, threadId: CommentId) =>
  writeComment(await alliance.as(role), paper.textId, { intent: 'resolve', threadId });
const pageOf = async (role: Role) => documentPage(await alliance.as(role), paper.id, { language: 'de', check: false });
const threads = async (role: Role) => (await pageOf(role)).threads;
const share = () => shareWith(paper, alliance.organisationId);
const unshare = () => write((tx) => tx.delete(documentShares));

function textsOf(parent: Y.XmlFragment | Y.XmlElement): Y.XmlText[] {
  return parent.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : textsOf(child as Y.XmlElement)));
}

const nodeWith = (ydoc: Y.Doc, text: string) =>
  textsOf(ydoc.getXmlFragment(fragmentName)).find((node) => node.toString().includes(text))!;

/** Marks words of the draft, as an editor would. */
async function marked(text: string, textId: TextId = paper.textId): Promise<Place> {
  const node = nodeWith(await readText(textId), text);
  const from = node.toString().indexOf(text);
  const at = (index: number) =>
    Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(node, index))).toString('base64');
  return { kind: 'live', start: at(from), end: at(from + text.length) };
}

describe('a comment on a draft is refused', () => {
  it('to visitors, who are sent to sign in', async () => {
    const step = { intent: 'comment', form: 'x', place: whole, body: 'x' } as const;
    await expect(writeComment({ kind: 'visitor' }, paper.textId, step)).rejects.toThrow(SignInRequired);
  });

  it.each(['office', 'guest', 'partner', 'stranger'] as const)('to %s', async (role) => {
    await expect(say(role)).rejects.toThrow(NotFound);
  });

  it('to a guest it is shared with, who reads the text alone', async () => {
    const made = { documentId: paper.id, createdAt: new Date(), createdBy: alliance.ids.lead };
    await write((tx) => tx.insert(documentShares).values({ ...made, personId: alliance.ids.guest }));
    await say('member', whole, 'Unter uns.');
    await expect(say('guest')).rejects.toThrow(NotFound);
    expect(await pageOf('guest')).toMatchObject({ threads: [], readsComments: false, commentDesk: { mayComment: false, mentionable: [] } });
  });

  it('to a partner from the moment the share ends', async () => {
    await share();
    const thread = await say('partner');
    await unshare();
    await expect(reply('partner', thread)).rejects.toThrow(NotFound);
    await expect(settle('partner', thread)).rejects.toThrow(NotFound);
  });

  it('in the name of another organisation', async () => {
    await share();
    await expect(say('partner', whole, 'x', alliance.otherOrganisationId)).rejects.toThrow(NotFound);
  });

  it('once it is adopted', async () => {
    await sendOut(paper);
    await answerAll(paper);
    await adopt(paper);
    await expect(say('member')).rejects.toMatchObject({ code: 'documentAdopted' });
  });

  it('through another document, or through minutes', async () => {
    const thread = await say('member');
    const other = await makePaper(alliance);
    const minutes = await makeMinutes(alliance);
    for (const textId of [other.textId, minutes.textId]) {
      const member = await alliance.as('member');
      const step = { intent: 'reply', form: 'x', threadId: thread, body: 'x' } as const;
      await expect(writeComment(member, textId, step)).rejects.toThrow(NotFound);
      await expect(writeComment(member, textId, { intent: 'resolve', threadId: thread })).rejects.toThrow(NotFound);
    }
  });
});

describe('a partner with whom a draft is shared', () => {
  beforeEach(async () => void (await share()));

  it('sees the text and its comments, and writes for the organisation', async () => {
    await say('member', await marked('im April'), 'Oder im Mai?');
    await say('partner', await marked('Volkshochschule'), 'Welche?');
    const page = await pageOf('partner');
    expect(page.html).toContain('Volkshochschule');
    expect(page.threads).toMatchObject([
      { quote: 'im April', section: 1, organisation: null, orphaned: false },
      { quote: 'Volkshochschule', section: 2, organisation: 'Verband sprache', own: true },
    ]);
    expect(page.may).toMatchObject({ edit: false, comment: true, readHistory: false });
  });

  it('comes into the room to read, and changes nothing there', async () => {
    const socket = await house.raw(paper.textId, alliance.ids.partner);
    const doc = await socket.sync();
    const before = doc.getXmlFragment(fragmentName).toString();
    const state = Y.encodeStateVector(doc);
    nodeWith(doc, 'April').insert(0, 'GEFÄLSCHT ');
    socket.say({ type: 'update', seq: 1, update: Y.encodeStateAsUpdate(doc, state) });
    expect((await socket.next('mode')).mode).toBe('read');
    expect((await socket.sync()).getXmlFragment(fragmentName).toString()).toBe(before);
    expect((await readText(paper.textId)).getXmlFragment(fragmentName).toString()).toBe(before);
  });

  it('is shown the door when the share ends', async () => {
    const socket = await house.raw(paper.textId, alliance.ids.partner);
    await unshare();
    await recheckDoors({ textId: paper.textId });
    await until(async () => (await Promise.race([socket.closed, Promise.resolve(0)])) !== 0);
    expect(await house.refusal(`/live/${paper.textId}`, { person: alliance.ids.partner })).toBe(404);
  });

  it('goes on commenting in review, until the deadline, but does not answer uninvited', async () => {
    const review = await sendOut(paper);
    await say('partner', { kind: 'section', section: 1, words: 'im April' });
    expect(await threads('partner')).toMatchObject([{ quote: 'im April', section: 1 }]);
    await write((tx) => tx.update(mandates).set({ organisationId: alliance.organisationId }).where(eq(mandates.personId, alliance.ids.otherPartner)));
    const answer = { organisation: alliance.otherOrganisationId, answer: 'agree', words: '', reason: '' } as const;
    await expect(respondToReview(await alliance.as('otherPartner'), review, answer)).rejects.toThrow(NotFound);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(endOfDay(soon()));
    await expect(say('partner')).rejects.toMatchObject({ code: 'reviewClosed' });
    vi.useRealTimers();
  });
});

describe('one who was only asked in a review', () => {
  it('sees what was said about that version, and nothing of the draft', async () => {
    await say('member', await marked('im April'), 'Unter uns gesagt.');
    const review = await sendOut(paper);
    await say('member', { kind: 'section', section: 2, words: 'Räume' }, 'Wie viele?');
    const seen = await reviewPage(await alliance.as('partner'), review, { language: 'de', organisation: undefined });
    expect(seen.text!.threads).toMatchObject([{ body: [{ text: 'Wie viele?' }], section: 2 }]);
    expect((await pageOf('partner')).threads).toEqual([]);
    expect(await threads('member')).toHaveLength(2);
  });

  it('is found again at the same words of the draft it came back to', async () => {
    await sendOut(paper);
    await say('partner', { kind: 'section', section: 2, words: 'Volkshochschule' });
    await returnToDraft(await alliance.as('lead'), paper.id, 'Noch einmal.');
    expect(await threads('member')).toMatchObject([{ section: 2, orphaned: false, organisation: 'Verband sprache' }]);
  });
});

describe('words that were deleted', () => {
  /** Somebody at an editor of their own: what they do is written to the room, also what they undo. */
  async function desk(): Promise<{ ydoc: Y.Doc; undo: Y.UndoManager; send: () => Promise<void> }> {
    const ydoc = new Y.Doc();
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(await readText(paper.textId)));
    let sent = Y.encodeStateVector(ydoc);
    const undo = new Y.UndoManager(ydoc.getXmlFragment(fragmentName));
    const send = async () => {
      const update = Y.encodeStateAsUpdate(ydoc, sent);
      sent = Y.encodeStateVector(ydoc);
      await editRoom(paper.textId, (room) => Y.applyUpdate(room, update));
    };
    return { ydoc, undo, send };
  }

  it.each([
    ['in a sentence', (ydoc: Y.Doc) => nodeWith(ydoc, 'April').delete('Die Kurse beginnen '.length, 'im April'.length)],
    ['with their paragraph', (ydoc: Y.Doc) => void ydoc.getXmlFragment(fragmentName).delete(2, 1)],
  ])('%s leave their comment listed with its quote, which finds them again when the deletion is undone', async (_, remove) => {
    const id = await say('member', await marked('im April'));
    const { ydoc, undo, send } = await desk();
    remove(ydoc);
    await send();
    expect(await threads('member')).toMatchObject([{ id, quote: 'im April', section: null, orphaned: true }]);
    undo.undo();
    await send();
    expect(await threads('member')).toMatchObject([{ id, quote: 'im April', section: 1, orphaned: false }]);
  });

  it('are not taken for the same words elsewhere', async () => {
    const id = await say('member', await marked('Kurse beginnen'));
    const { ydoc, send } = await desk();
    nodeWith(ydoc, 'Kurse beginnen').delete('Die '.length, 'Kurse beginnen'.length);
    nodeWith(ydoc, 'Volkshochschule').insert(0, 'Kurse beginnen. ');
    nodeWith(ydoc, 'schlagen').insert(0, 'Kurse beginnen. ');
    await send();
    expect(await threads('member')).toMatchObject([{ id, orphaned: true }]);
  });
});

describe('a mention', () => {
  const told = async () =>
    (await db.select().from(mails)).filter(({ subject }) => subject.startsWith('Sie werden erwähnt')).map(({ to }) => to.split('@')[0]);

  it('is told to people who may read it, without a word of what was said', async () => {
    const id = await say('member', whole, 'Was meint @Person Lead, und was @person secretary? GEHEIMNIS');
    expect((await told()).sort()).toEqual(['lead', 'secretary']);
    const [mail] = await db.select().from(mails);
    expect(mail!.text).toContain(`#anmerkung-${id}`);
    expect(mail!.text + mail!.html).not.toContain('GEHEIMNIS');
    const [thread] = await threads('lead');
    expect(thread).toMatchObject({ mentionsMe: true });
    expect(thread!.body.filter(({ mention }) => mention).map(({ text }) => text)).toEqual(['@Person Lead', '@person secretary']);
    expect((await threads('member'))[0]).toMatchObject({ mentionsMe: false });
  });

  it('is none of people who may not read it', async () => {
    await say('member', whole, '@Person stranger @Person partner @Person guest seht her');
    expect(await told()).toEqual([]);
    expect(await db.select().from(commentMentions)).toEqual([]);
    expect((await threads('member'))[0]!.body).toEqual([{ text: '@Person stranger @Person partner @Person guest seht her', mention: false }]);
  });

  it('is none of somebody whose role has ended', async () => {
    await write((tx) => tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids.lead)));
    await say('member', whole, '@Person lead');
    expect(await told()).toEqual([]);
  });

  it('reaches a partner with a share, and in review one who was asked, at the page that is theirs', async () => {
    await share();
    await say('member', whole, '@Person partner, bitte ansehen');
    expect(await told()).toEqual(['partner']);
    const review = await sendOut(paper);
    await say('member', whole, '@Person otherPartner, und Sie?');
    const mail = (await db.select().from(mails)).find(({ to, subject }) => to.startsWith('otherpartner') && subject.startsWith('Sie werden'))!;
    expect(mail.text).toContain(`/pruefungen/${review}#anmerkung-`);
  });

  it('on what is internal reaches nobody outside', async () => {
    const minutes = await makeMinutes(alliance);
    const member = await alliance.as('member');
    await startReview(await alliance.as('lead'), minutes.minutesId, {
      lastDay: addDays(today(), 7),
      organisations: [alliance.organisationId],
      silenceIsConsent: false,
      message: '',
    });
    const comment = (section: number) =>
      writeComment(member, minutes.textId, {
        intent: 'comment',
        form: 'x',
        place: { kind: 'section', section, words: '' },
        body: '@Person partner @Person lead',
        onBehalfOf: undefined,
      });
    await comment(1);
    expect(await told()).toEqual(['lead']);
    await comment(0);
    expect((await told()).sort()).toEqual(['lead', 'lead', 'partner']);
  });

  it('offers those outside no names but of their own and of who has spoken to them', async () => {
    await share();
    expect((await pageOf('partner')).commentDesk.mentionable).toEqual([]);
    await say('secretary');
    expect((await pageOf('partner')).commentDesk.mentionable).toEqual(['Person secretary']);
    expect((await pageOf('member')).commentDesk.mentionable).toEqual(['Person lead', 'Person office', 'Person partner', 'Person secretary']);
  });
});

describe('five hundred comments in one paragraph', () => {
  async function fill(count: number): Promise<void> {
    const place = (await marked('im April')) as Extract<Place, { kind: 'live' }>;
    const rows = Array.from({ length: count }, (_, index) => ({
      textId: paper.textId,
      anchor: { kind: 'live' as const, start: place.start, end: place.end },
      quote: 'im April',
      body: `Kommentar ${index}`,
      authorId: alliance.ids.member,
      createdAt: new Date(1_700_000_000_000 + index),
    }));
    await write((tx) => tx.insert(comments).values(rows));
  }

  it('are all there, in order, by as many statements as one', async () => {
    const count = async () => {
      const statements = vi.spyOn(connections().reads, 'prepare');
      const page = await pageOf('lead');
      const made = statements.mock.calls.length;
      statements.mockRestore();
      return { made, page };
    };
    await fill(1);
    await count();
    const one = await count();
    await fill(499);
    await count();
    const all = await count();
    expect(all.page.threads).toHaveLength(500);
    expect(all.page.threads.every(({ section, orphaned }) => section === 1 && !orphaned)).toBe(true);
    expect(all.made).toBeLessThanOrEqual(one.made);
  });
});

it('comments stay with the edition they were written to', async () => {
  await sendOut(paper);
  await answerAll(paper);
  await say('member', whole, 'Zur ersten.');
  await adopt(paper);
  const next = await beginEdition(await alliance.as('member'), paper.id);
  expect((await documentPage(await alliance.as('member'), next, { language: 'de', check: false })).threads).toEqual([]);
  expect(await threads('member')).toMatchObject([{ body: [{ text: 'Zur ersten.' }], orphaned: false }]);
});
