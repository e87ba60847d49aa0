import { describe, expect, it } from 'vitest';
import { minutesPage } from '~/features/minutes/page.server';
import { subjectAt } from '~/features/minutes/subject.server';
import * as history from '~/texts/history/history.server';
import type { Language } from '~db/values';
import type { Person } from '~/access/policy';
import { NotFound } from '~/services/errors';
import type { Looks } from '~/texts/comparing.server';
import type { End } from '~/texts/ends';
import { endSession } from '~/texts/sessions.server';
import { paragraph } from '../../editor/examples';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { approve, answerAll, begin, sendToReview, type } from './session';

useDatabase();

type At = { group: string; number: number };
const at = (actor: Person, { group, number }: At) => subjectAt(actor, { group, number: String(number) });
const versionsPage = async (actor: Person, place: At) => history.versionsPage(actor, await at(actor, place), 'de');
const versionPage = async (actor: Person, place: At & { version: number; writers?: boolean }, language: Language) =>
  history.versionPage(actor, await at(actor, place), { version: place.version, writers: place.writers ?? false }, language);
const comparisonPage = async (actor: Person, place: At, ends: { from: End; to: End }, looks: Looks) =>
  history.comparisonPage(actor, await at(actor, place), ends, looks);
const newsPage = async (actor: Person, place: At, looks: Looks) => history.newsPage(actor, await at(actor, place), looks);
const nameVersion = async (actor: Person, place: At, name: string) => history.nameVersion(actor, await at(actor, place), name);
const restoreMinutes = async (actor: Person, place: At & { version: number }) =>
  history.restoreText(actor, await at(actor, place), place.version);

/** Minutes with a version that says ERSTENS; the text itself says ZWEITENS. */
async function twice() {
  const begun = await begin(await makeAlliance());
  await type(begun, [paragraph('ERSTENS')]);
  await endSession(begun.textId);
  await type(begun, [paragraph('ZWEITENS')]);
  return { ...begun, at: { group: begun.alliance.slug, number: begun.meeting.number } };
}

type Begun = Awaited<ReturnType<typeof twice>>;

const textFor = async ({ alliance, at }: Begun) => {
  const page = await minutesPage(await alliance.as('lead'), at, { language: 'de', check: false });
  return 'html' in page ? page.html : '';
};

const reading: Record<string, (actor: Awaited<ReturnType<Begun['alliance']['as']>>, begun: Begun) => Promise<unknown>> = {
  'the list': (actor, { at }) => versionsPage(actor, at),
  'a version': (actor, { at }) => versionPage(actor, { ...at, version: 1 }, 'de'),
  'who wrote a version': (actor, { at }) => versionPage(actor, { ...at, version: 1, writers: true }, 'de'),
  'a comparison': (actor, { at }) => comparisonPage(actor, at, { from: 1, to: 'now' }, { view: 'inline', language: 'de' }),
  'what is new': (actor, { at }) => newsPage(actor, at, { view: 'inline', language: 'de' }),
};

describe.each(Object.entries(reading))('%s', (_, read) => {
  it.each(['guest', 'partner', 'otherPartner', 'stranger'] as const)('is refused to %s, also in review', async (role) => {
    const begun = await twice();
    const actor = await begun.alliance.as(role);
    await expect(read(actor, begun)).rejects.toThrow(NotFound);
    await sendToReview(begun);
    await expect(read(actor, begun)).rejects.toThrow(NotFound);
  });

  it.each(['office', 'lead', 'secretary', 'member'] as const)('is read by %s', async (role) => {
    const begun = await twice();
    await expect(read(await begun.alliance.as(role), begun)).resolves.toBeDefined();
  });
});

describe('a comparison', () => {
  const looks = { view: 'inline', language: 'de' } as const;

  it('with a version that there is not is not found', async () => {
    const begun = await twice();
    const lead = await begun.alliance.as('lead');
    await expect(comparisonPage(lead, begun.at, { from: 1, to: 9 }, looks)).rejects.toThrow(NotFound);
  });

  it('says what came and went between a version and the text as it is now', async () => {
    const begun = await twice();
    const { comparison } = await comparisonPage(await begun.alliance.as('lead'), begun.at, { from: 1, to: 'now' }, looks);
    expect(comparison).toMatchObject({ before: 'Fassung 1', after: 'Jetziger Text', summary: ['1 Absatz eingefügt', '1 Absatz gelöscht'] });
    expect(comparison.html).toMatch(/<del[^>]*>.*ERSTENS/);
    expect(comparison.html).toMatch(/<ins[^>]*>.*ZWEITENS/);
  });
});

describe('restoring', () => {
  it.each(['office', 'member', 'guest', 'partner', 'stranger'] as const)('is refused to %s, as is naming', async (role) => {
    const begun = await twice();
    const actor = await begun.alliance.as(role);
    await expect(restoreMinutes(actor, { ...begun.at, version: 1 })).rejects.toThrow(NotFound);
    await expect(nameVersion(actor, begun.at, 'Mein Stand')).rejects.toThrow(NotFound);
    expect(await textFor(begun)).toContain('ZWEITENS');
  });

  it('is refused once the minutes are in review, and once they are approved', async () => {
    const begun = await twice();
    const lead = await begun.alliance.as('lead');
    await sendToReview(begun);
    // Who could have done it in the draft is told who was faster.
    await expect(restoreMinutes(lead, { ...begun.at, version: 1 })).rejects.toMatchObject({ code: 'minutesSentToReview' });
    await expect(restoreMinutes(await begun.alliance.as('member'), { ...begun.at, version: 1 })).rejects.toThrow(NotFound);
    await answerAll(begun);
    await approve(begun);
    await expect(restoreMinutes(lead, { ...begun.at, version: 1 })).rejects.toMatchObject({ code: 'minutesApproved' });
    expect(await textFor(begun)).toContain('ZWEITENS');
  });

  it('of a version that there is not is not found', async () => {
    const begun = await twice();
    await expect(restoreMinutes(await begun.alliance.as('lead'), { ...begun.at, version: 9 })).rejects.toThrow(NotFound);
  });

  it('brings the words back, and keeps those there were as a version, so that it can be undone', async () => {
    const begun = await twice();
    const secretary = await begun.alliance.as('secretary');
    await restoreMinutes(secretary, { ...begun.at, version: 1 });
    expect(await textFor(begun)).toContain('ERSTENS');
    expect(await textFor(begun)).not.toContain('ZWEITENS');
    const { versions } = await versionsPage(secretary, begun.at);
    expect(versions.map(({ number, reason, name, by }) => [number, reason, name, by])).toEqual([
      [3, 'restored', '1', 'Person secretary'],
      [2, 'session', '', ''],
      [1, 'session', '', ''],
    ]);
    await restoreMinutes(secretary, { ...begun.at, version: 2 });
    expect(await textFor(begun)).toContain('ZWEITENS');
  });

  it('by two at once ends with what one of them wanted, whole, and everything kept', async () => {
    const begun = await twice();
    await type(begun, [paragraph('DRITTENS')]);
    await endSession(begun.textId);
    const [lead, secretary] = [await begun.alliance.as('lead'), await begun.alliance.as('secretary')];
    await Promise.all([
      restoreMinutes(lead, { ...begun.at, version: 1 }),
      restoreMinutes(secretary, { ...begun.at, version: 2 }),
    ]);
    const text = await textFor(begun);
    expect(['ERSTENS', 'ZWEITENS', 'DRITTENS'].filter((words) => text.includes(words))).toHaveLength(1);
    const pages = await Promise.all([1, 2].map((version) => versionPage(lead, { ...begun.at, version }, 'de')));
    expect(pages.map(({ html }) => /ERSTENS|DRITTENS/.exec(html)?.[0])).toEqual(['ERSTENS', 'DRITTENS']);
  });
});

describe('a name', () => {
  it('keeps the text as it is now, also when nothing has changed since', async () => {
    const begun = await twice();
    const lead = await begun.alliance.as('lead');
    await nameVersion(lead, begun.at, 'Vor der Pause');
    const { versions } = await versionsPage(lead, begun.at);
    expect(versions[0]).toMatchObject({ number: 2, reason: 'named', name: 'Vor der Pause', by: 'Person lead' });
    const { html } = await versionPage(lead, { ...begun.at, version: 2 }, 'de');
    expect(html).toContain('ZWEITENS');
  });
});
