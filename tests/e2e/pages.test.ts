/** Every main page for the people who see it: accessible, and no wider than a phone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '~db/client.server';
import { documentId } from '~db/demo/documents';
import { demoId } from '~db/demo/ids';
import { dateId, pollId } from '~db/demo/polls';
import { changePollPath, choicePath, newPollPath, pollPath } from '~/features/polls/polls';
import { addDays, today } from '~/services/time';
import { type Visit, expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, type DemoRole, serveDemo, space } from '../setup/demo';

let demo: Demo;
/** Templates have ids of their own in every portal. */
let template: string;

beforeAll(async () => {
  demo = await serveDemo({ more: async () => void (template = (await db.query.documentTemplates.findFirst())!.id) });
});

afterAll(async () => {
  await demo.stop();
});

const slug = space.replace('/gruppen/', '');
const draft = `${space}/sitzungen/7/protokoll`;
const review = `/pruefungen/${demoId('review', 'sprachfoerderung 6')}`;
const reviewOfDocument = `/pruefungen/${demoId('review', 'document leitfaden')}`;
const documentPath = (key: string) => `${space}/dokumente/${documentId(key)}`;
const paper = documentPath('schicht');

const poll = pollPath(slug, pollId);

const pages: Partial<Record<DemoRole | 'visitor', string[]>> = {
  visitor: ['/', '/handlungsfelder', '/handlungsfelder/sprachfoerderung', '/kontakt', '/anmelden', '/passwort-vergessen', '/arbeitsgruppen'],
  newcomer: ['/', '/heute', '/gruppen', '/arbeitsgruppen', '/konto', '/konto/kalender'],
  member: [
    '/heute',
    '/heute?alle=meetings',
    '/gruppen',
    space,
    `${space}/sitzungen`,
    `${space}/sitzungen/8`,
    poll,
    `${space}/mitglieder`,
    draft,
    `${space}/sitzungen/6/protokoll`,
    `${space}/sitzungen/5/protokoll`,
    `${space}/dokumente`,
    `${space}/dokumente/neu`,
    `${space}/dokumente/papierkorb`,
    paper,
    ...['checkliste', 'leitfaden', 'kinder', 'grundsaetze', 'wegweiser1', 'wegweiser2'].map(documentPath),
    `${paper}/fassungen`,
  ],
  secretary: [`${space}/sitzungen/8`, draft, `${draft}/fassungen`, `${space}/sitzungen/7/protokoll/in-pruefung`],
  lead: [
    '/heute',
    space,
    `${space}/sitzungen/neu`,
    newPollPath(slug),
    poll,
    changePollPath(slug, pollId),
    choicePath(slug, pollId, dateId(0)),
    `${space}/sitzungen/9`,
    `${space}/sitzungen/8/bearbeiten`,
    `${space}/mitglieder`,
    `${space}/aufnehmen`,
    `${space}/einstellungen`,
    `${space}/nachweis`,
    `${space}/sitzungen/8/protokoll`,
    `${space}/sitzungen/6/protokoll`,
    `${space}/sitzungen/4/protokoll`,
    `${space}/dokumente/papierkorb`,
    paper,
    `${paper}/freigaben`,
    `${paper}/in-pruefung`,
    documentPath('leitfaden'),
    `${documentPath('kinder')}?pruefsumme`,
  ],
  guest: ['/heute', '/gruppen', space, `${space}/dokumente`, paper, `${space}/sitzungen/8`, `${space}/mitglieder`],
  partner: ['/heute', '/gruppen', paper, reviewOfDocument, documentPath('kinder'), review, `${review}?antwort=object`, `${space}/sitzungen/6/protokoll`],
  office: [
    '/heute',
    '/geschaeftsstelle',
    '/geschaeftsstelle/sitzungen',
    '/geschaeftsstelle/zuordnung',
    '/geschaeftsstelle/personen',
    '/geschaeftsstelle/gruppen',
    '/geschaeftsstelle/gruppen/neu',
    '/geschaeftsstelle/anfragen',
    '/geschaeftsstelle/nachweis',
    '/geschaeftsstelle/auftritt',
    `/geschaeftsstelle/auftritt/vorschau/${demoId('profileVersion', 'first')}`,
    '/geschaeftsstelle/vorlagen',
    '/geschaeftsstelle/vorlagen/:template',
    documentPath('grundsaetze'),
    '/geschaeftsstelle/organisationen',
    '/geschaeftsstelle/organisationen/neu',
    `/geschaeftsstelle/organisationen/${demoId('organisation', 'ankommen')}`,
    `/geschaeftsstelle/organisationen/${demoId('organisation', 'ankommen')}/mandat`,
  ],
};

const visits = Object.entries(pages) as [DemoRole | 'visitor', string[]][];

async function expectGoodPages({ page }: Visit, paths: string[]): Promise<void> {
  for (const path of paths.map((address) => address.replace(':template', template))) {
    const response = await page.goto(path, { waitUntil: 'load' });
    expect.soft([path, response!.status()]).toEqual([path, 200]);
    if (path === draft || path === paper || path.endsWith(template)) await page.locator('[data-light=saved]').waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
}

describe.each(visits)('for %s', (role, paths) => {
  it.each([320, 1280])('everything is accessible and fits at %i px', async (width) => {
    await expectGoodPages(await demo.as(role, { width }), paths);
  });
});

describe('in the dark', () => {
  it('everything is accessible as well', async () => {
    await expectGoodPages(await demo.as('visitor', { dark: true }), ['/', '/handlungsfelder', '/anmelden']);
    await expectGoodPages(await demo.as('partner', { dark: true, width: 360 }), [review]);
    await expectGoodPages(await demo.as('office', { dark: true }), ['/heute', '/geschaeftsstelle/zuordnung']);
    await expectGoodPages(await demo.as('secretary', { dark: true }), [
      space,
      `${space}/sitzungen/8`,
      poll,
      draft,
      `${space}/sitzungen/5/protokoll`,
      paper,
      documentPath('leitfaden'),
    ]);
  });
});

describe('a word longer than the screen', () => {
  it('as a title, a name or a place never widens a page', async () => {
    const { page } = await demo.as('lead', { width: 360 });
    const word = 'Donaudampfschifffahrtsgesellschaftskapitänspatent'.repeat(3);
    await page.goto(`${space}/sitzungen/9/bearbeiten`);
    await page.getByLabel('Ort').fill(word);
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.locator('summary', { hasText: 'TOP hinzufügen' }).click();
    await page.getByLabel('Worum geht es?').fill(word);
    await page.getByRole('button', { name: 'Hinzufügen', exact: true }).click();
    await page.getByText(`TOP 2 ${word}`).or(page.getByText(word)).first().waitFor();
    for (const path of ['', '/sitzungen', '/sitzungen/9']) {
      await page.goto(space + path);
      await expectNoSidewaysScroll(page);
    }
  });

  it('as a task, or a motion, never does either', async () => {
    const { page } = await demo.as('lead', { width: 360 });
    const word = `https://verein.example/${'sprachförderungsangebote'.repeat(9)}`.slice(0, 150);
    await page.goto(`${space}/aufgaben/neu`);
    await page.getByLabel('Was ist zu tun?').fill(word);
    await page.getByLabel('Was man dazu wissen muss').fill(word);
    await page.getByRole('button', { name: 'Anlegen' }).click();
    await page.getByRole('heading', { level: 1, name: word }).waitFor();
    await expectNoSidewaysScroll(page);
    const task = new URL(page.url()).pathname;
    await page.goto(`${space}/beschluesse/umlauf/neu`);
    await page.getByLabel('Worum es geht').fill(word);
    await page.getByLabel('Wortlaut').fill(word);
    await page.getByLabel('Letzter Tag der Abstimmung').fill(addDays(today(), 9));
    await page.getByRole('button', { name: 'Abstimmung beginnen' }).click();
    await page.getByRole('heading', { level: 1, name: word }).waitFor();
    await expectNoSidewaysScroll(page);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of [`${space}/aufgaben?worte=verein.example`, `${space}/aufgaben?worte=verein.example&ansicht=tafel`, task, `${space}/beschluesse`, space]) {
        await page.goto(path);
        await expectNoSidewaysScroll(page);
      }
    }
  });
});

describe('without scripts', () => {
  it('a page is as wide as the phone, too', async () => {
    const { page } = await demo.as('member', { javaScript: false, width: 360 });
    for (const path of [space, `${space}/sitzungen/8`, poll, draft, `${space}/sitzungen/5/protokoll`, `${space}/dokumente`, paper]) {
      await page.goto(path);
      await expectNoSidewaysScroll(page);
    }
  });
});
