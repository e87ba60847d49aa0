/** Writing a paper by keyboard, with images and footnotes, alone and together; the editor on a page of its own. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaperDocument } from '~/editor/document';
import { paper, paragraph, wholePaper } from '../editor/examples';
import { expectAccessible, expectNoSidewaysScroll, openBrowser, type Visit } from '../setup/browser';
import { setStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(wholePaper);
});
afterAll(() => stage.stop());

const text = (page: Page) => page.locator('.ProseMirror');
const tool = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });
const image = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

async function open(document: PaperDocument, name = 'Anna', width = 1280): Promise<Visit> {
  stage.show(document);
  const visit = await openBrowser({ url: stage.url, width });
  await visit.page.goto(`/?name=${name}`);
  await text(visit.page).waitFor();
  return visit;
}

/** Another page of the same browser, in which somebody else writes. */
async function join({ context }: Visit, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/?name=${name}`);
  await text(page).waitFor();
  return page;
}

/** Puts the cursor to the end of a paragraph. */
async function cursorBehind(page: Page, words: string): Promise<void> {
  await text(page).getByText(words).first().click();
  await page.keyboard.press('End');
}

const blocks = (page: Page) =>
  text(page).evaluate((root) =>
    [...root.children].map((block) => {
      const copy = block.cloneNode(true) as HTMLElement;
      copy.querySelectorAll('.m-caret, button').forEach((part) => part.remove());
      return `${copy.localName}: ${copy.textContent!.replaceAll('\u2060', '').trim()}`;
    }),
  );

const count = (page: Page) => page.evaluate(() => (window as never as { stage: { told: { count: unknown } } }).stage.told.count);

describe('by keyboard alone', () => {
  it('everything in the text is reached, opened and left', async () => {
    const { page } = await open(paper(paragraph('Erster Absatz')));
    await page.keyboard.press('End');
    await page.keyboard.press('Alt+F10');
    await expect.poll(() => tool(page, 'Überschrift 1').evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Escape');
    await page.keyboard.type('. Und mehr');
    await page.keyboard.press('Enter');

    for (const [typed, words] of [
      ['/h2', 'In Zahlen'],
      ['/liste', 'ein Punkt'],
    ] as const) {
      await page.keyboard.type(typed);
      await page.getByRole('listbox', { name: 'Einfügen' }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Enter');
    await page.keyboard.type('Eine Quelle');
    await page.keyboard.press('Control+Alt+f');
    const words = page.getByLabel('Text der Fußnote 1');
    await words.waitFor();
    await page.keyboard.type('Erhebung 2026');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' steht hier');
    expect(await blocks(page)).toEqual([
      'p: Erster Absatz. Und mehr',
      'h3: In Zahlen',
      'ul: ein Punkt',
      'p: Eine Quelle1 steht hier',
    ]);
    await page.locator('.m-footnotes').getByText('Erhebung 2026').waitFor();

    // Back to the note with the arrows, and out again.
    for (let step = 0; step < ' steht hier'.length + 1; step++) await page.keyboard.press('ArrowLeft');
    await page.getByRole('status').filter({ hasText: 'Fußnote 1: Erhebung 2026' }).waitFor();
    await page.keyboard.press('Enter');
    await words.waitFor();
    await page.keyboard.type(' neu');
    await page.keyboard.press('Escape');
    await expect.poll(() => text(page).evaluate((root) => root === document.activeElement)).toBe(true);
    await page.locator('.m-footnotes').getByText('neu').waitFor();
    await page.keyboard.type('!');
    expect((await blocks(page)).at(-1)).toBe('p: Eine Quelle1! steht hier');
  });

  it('a key meets the cursor where the browser has it, also before the editor has heard of that', async () => {
    const { page } = await open(paper(paragraph('Satz')));
    await page.keyboard.press('End');
    await page.keyboard.press('Control+Alt+f');
    await page.getByLabel('Text der Fußnote 1').waitFor();
    await page.keyboard.type('Erhebung 2026');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' geht weiter');
    await text(page).evaluate((root) => {
      document.getSelection()!.collapse(root.querySelector('p')!.lastChild, 0);
      root.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', keyCode: 37, bubbles: true, cancelable: true }));
    });
    await page.getByRole('status').filter({ hasText: 'Fußnote 1: Erhebung 2026' }).waitFor();
  });

  it('a footnote that is given no words is none', async () => {
    const { page } = await open(paper(paragraph('Satz')));
    await page.keyboard.press('End');
    await page.keyboard.press('Control+Alt+f');
    await page.getByLabel('Text der Fußnote 1').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.type('!');
    expect(await blocks(page)).toEqual(['p: Satz!']);
  });

  it('tasks are ticked off, callouts change their tone, the shortcuts are told', async () => {
    const { page } = await open(paper(paragraph('')));
    await page.keyboard.type('/aufgabenliste');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Entwurf');
    await page.keyboard.press('Control+Enter');
    expect(await page.getByRole('checkbox', { name: 'Erledigt: Entwurf' }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/kasten');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ohne Frist kein Geld');
    await tool(page, 'Wichtig').click();
    await page.getByRole('note', { name: 'Wichtig' }).waitFor();
    await page.keyboard.press('Control+/');
    const help = page.getByRole('dialog', { name: 'Tastenkürzel' });
    await help.waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await page.keyboard.type('.');
    await page.getByText('Ohne Frist kein Geld.').waitFor();
  });
});

describe('images', () => {
  it('are chosen, ask for their words at once, and can be undone', async () => {
    const { page } = await open(paper(paragraph('Davor'), paragraph('Danach')));
    await cursorBehind(page, 'Davor');
    const choosing = page.waitForEvent('filechooser');
    await tool(page, 'Bild').click();
    await (await choosing).setFiles([{ name: 'säulen.png', mimeType: 'image/png', buffer: image }]);
    const alt = page.getByLabel('Was ist auf dem Bild zu sehen?');
    await alt.waitFor();
    expect(await alt.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByText('Bildbeschreibung fehlt').waitFor();
    await page.keyboard.type('Zwölf Säulen');
    await page.getByLabel('50 %').check();
    await page.getByLabel('Bildunterschrift').fill('Plätze je Jahr');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('img', { name: 'Zwölf Säulen' }).waitFor();
    await page.getByText('Bildbeschreibung fehlt').waitFor({ state: 'detached' });
    expect(await blocks(page)).toEqual(['p: Davor', 'figure: Plätze je Jahr', 'p: Danach']);
    // Escape led on to the paragraph behind; back with the arrow, and open it by keyboard.
    await page.keyboard.press('ArrowUp');
    await page.getByRole('status').filter({ hasText: 'Bild: Zwölf Säulen' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('Nur Schmuck').check();
    await page.getByRole('button', { name: 'Fertig' }).click();
    expect(await text(page).locator('img').getAttribute('alt')).toBe('');
  });

  it('several at once stand in their order, whichever arrives first', async () => {
    const { page } = await open(paper(paragraph('Davor')));
    let arrived = 0;
    const waiting: (() => void)[] = [];
    stage.answerUploads(async (body) => {
      const name = /filename="(\w+)\.png"/.exec(body.toString('latin1'))![1]!;
      // The last is answered first.
      if (++arrived < 3) await new Promise<void>((go) => waiting.push(go));
      else for (const go of waiting.reverse()) setTimeout(go);
      return { status: 200, body: { id: name, width: 10, height: 10 } };
    });
    const choosing = page.waitForEvent('filechooser');
    await tool(page, 'Bild').click();
    await (await choosing).setFiles(['eins', 'zwei', 'drei'].map((name) => ({ name: `${name}.png`, mimeType: 'image/png', buffer: image })));
    await expect
      .poll(() => text(page).locator('img').evaluateAll((images) => images.map((one) => one.getAttribute('src'))))
      .toEqual(['/dateien/eins', '/dateien/zwei', '/dateien/drei']);
  });

  it('that are refused say why, can be cancelled and tried again, while one goes on writing', async () => {
    const visit = await open(paper(paragraph('Davor')));
    visit.forgive(/400/);
    const { page } = visit;
    await page.keyboard.press('End');
    let refuse = true;
    stage.answerUploads(() =>
      Promise.resolve(
        refuse
          ? { status: 400, body: { error: 'Das ist kein Bild.' } }
          : { status: 200, body: { id: 'bild', width: 10, height: 10 } },
      ),
    );
    const choosing = page.waitForEvent('filechooser');
    await tool(page, 'Bild').click();
    await (await choosing).setFiles([{ name: 'x.png', mimeType: 'image/png', buffer: image }]);
    await page.getByRole('alert').filter({ hasText: 'x.png: Das ist kein Bild.' }).waitFor();
    await page.keyboard.type(', weiter');
    refuse = false;
    await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
    await text(page).locator('img').waitFor();
    expect(await page.getByLabel('Was ist auf dem Bild zu sehen?').count()).toBe(0);
    await page.getByText('Bildbeschreibung fehlt').waitFor();
    expect(await blocks(page)).toEqual(['p: Davor, weiter', 'figure: Bildbeschreibung fehlt', 'p: ']);
  });

  it('are taken from the clipboard, and cancelled on their way', async () => {
    const { page } = await open(paper(paragraph('Davor')));
    stage.answerUploads(() => new Promise(() => undefined));
    await page.keyboard.press('End');
    await text(page).evaluate((root, data) => {
      const file = new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], 'aus.png', { type: 'image/png' });
      const clipboard = new DataTransfer();
      clipboard.items.add(file);
      root.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
    }, image.toString('base64'));
    await page.getByText('aus.png wird hochgeladen').waitFor();
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByText('aus.png wird hochgeladen').waitFor({ state: 'detached' });
    expect(await blocks(page)).toEqual(['p: Davor']);
  });
});

describe('finding and replacing', () => {
  it('finds across formats, tells how many, replaces all in one step of undo', async () => {
    const { page } = await open(
      paper(
        paragraph('Die Straße und die ', { type: 'text', text: 'Stra', marks: [{ type: 'bold' }] }, 'ße.'),
        paragraph('In der STRASSE.'),
      ),
    );
    await page.keyboard.press('Control+f');
    await page.getByLabel('Suchen', { exact: true }).fill('strasse');
    await page.getByRole('status').filter({ hasText: '1 von 3' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: '2 von 3' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Groß- und Kleinschreibung').check();
    await page.getByRole('status').filter({ hasText: 'Nichts gefunden' }).waitFor();
    await page.getByLabel('Groß- und Kleinschreibung').uncheck();
    await page.getByLabel('Ersetzen durch').fill('Gasse');
    await page.getByRole('button', { name: 'Alle ersetzen' }).click();
    await page.getByRole('status').filter({ hasText: '3 Stellen ersetzt' }).waitFor();
    expect(await blocks(page)).toEqual(['p: Die Gasse und die Gasse.', 'p: In der Gasse.']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    expect(await blocks(page)).toEqual(['p: Die Straße und die Straße.', 'p: In der STRASSE.']);
  });
});

describe('the paper', () => {
  it('tells its outline and its words, and goes to a heading', async () => {
    const { page } = await open(wholePaper);
    await expect.poll(() => count(page)).toMatchObject({ words: 40, selected: null });
    await page.keyboard.press('Control+a');
    await expect.poll(() => count(page)).toMatchObject({ selected: { words: 40 } });
    await page.evaluate(() => (window as never as { stage: { handle: { goToHeading: (key: string) => void } } }).stage.handle.goToHeading('abschnitt-4'));
    await page.keyboard.type('!');
    await text(page).getByRole('heading', { name: 'Was wir fordern!' }).waitFor();
  });

  it('links a document of the alliance', async () => {
    const { page } = await open(paper(paragraph('Siehe ')));
    await page.keyboard.press('End');
    await page.keyboard.type('/dokument');
    await page.keyboard.press('Enter');
    await page.keyboard.type('wohn');
    await page.getByRole('option', { name: /Positionspapier Wohnen/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('.');
    expect(await text(page).getByRole('link', { name: 'Positionspapier Wohnen' }).getAttribute('href')).toBe('/dokumente/abcdefgh23456799');
    expect(await blocks(page)).toEqual(['p: Siehe Positionspapier Wohnen.']);
  });

  it.each([1280, 360])('is accessible and not wider than a screen of %i', async (width) => {
    const { page } = await open(wholePaper, 'Anna', width);
    await text(page).getByRole('heading', { name: 'Ausgangslage' }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

describe('two people', () => {
  let anna: Visit;
  let ben: Page;
  beforeEach(async () => {
    anna = await open(paper(paragraph('Eins hier'), paragraph('Zwei dort')));
    ben = await join(anna, 'Ben');
  });

  it('number their footnotes alike, and keep a form open while the other writes', async () => {
    await cursorBehind(anna.page, 'Zwei dort');
    await anna.page.keyboard.press('Control+Alt+f');
    await anna.page.getByLabel('Text der Fußnote 1').fill('von Anna');
    await cursorBehind(ben, 'Eins hier');
    await ben.keyboard.type(' und mehr');
    await ben.keyboard.press('Control+Alt+f');
    await ben.getByLabel('Text der Fußnote 1').fill('von Ben');
    await ben.keyboard.press('Enter');
    await anna.page.keyboard.type('!');
    await anna.page.keyboard.press('Enter');
    for (const page of [anna.page, ben]) {
      await expect.poll(() => blocks(page)).toEqual(['p: Eins hier und mehr1', 'p: Zwei dort2']);
      await expect
        .poll(() => page.locator('.m-footnotes li').allTextContents())
        .toEqual(['von Ben Bearbeiten', 'von Anna! Bearbeiten']);
    }
  });

  it('an image keeps its place in the text while others write around it', async () => {
    let go: () => void = () => undefined;
    stage.answerUploads(async () => {
      await new Promise<void>((answered) => (go = answered));
      return { status: 200, body: { id: 'bild', width: 10, height: 10 } };
    });
    await cursorBehind(anna.page, 'Eins hier');
    const choosing = anna.page.waitForEvent('filechooser');
    await tool(anna.page, 'Bild').click();
    await (await choosing).setFiles([{ name: 'x.png', mimeType: 'image/png', buffer: image }]);
    await anna.page.getByText('x.png wird hochgeladen').waitFor();
    await ben.bringToFront();
    await text(ben).getByText('Eins hier').click();
    // A click behind another's cursor puts Chromium's own beside the words, where Home does nothing, until the editor
    // has heard of it some milliseconds later and puts it into them.
    await expect.poll(() => ben.evaluate(() => getSelection()?.focusNode?.textContent)).toBe('Eins hier');
    await ben.keyboard.press('Home');
    await ben.keyboard.type('Davor');
    await ben.keyboard.press('Enter');
    await expect.poll(() => blocks(anna.page)).toContain('p: Davor');
    go();
    for (const page of [anna.page, ben]) {
      await expect.poll(() => blocks(page)).toEqual(['p: Davor', 'p: Eins hier', expect.stringMatching(/^figure/), 'p: Zwei dort']);
    }
  });
});
