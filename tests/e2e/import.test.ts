/** A file becomes a document, with and without scripts; what goes wrong says so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo } from '../setup/demo';
import { docx, p, run, style, styled } from '../texts/import/files';

let demo: Demo;

beforeAll(async () => {
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
});

const path = '/gruppen/sprachfoerderung/dokumente/einlesen';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const paper = () =>
  docx({
    styles: style('Titel', 'Title') + style('h1', 'heading 1'),
    body:
      styled('Titel', 'Kurse auf dem Land') +
      styled('h1', 'Lage') +
      p(`${run('Kurse ')}<w:del w:id="1">${run('für alle')}</w:del><w:ins w:id="2">${run('für viele')}</w:ins>${run(' fehlen', '<w:u w:val="single"/>')}`),
  });

describe.each([true, false])('with scripts: %s', (javaScript) => {
  it('a Word file is read, its tracked changes are asked for, and it becomes a document', async () => {
    const { page } = await demo.as('member', { javaScript });
    await page.goto(path);
    await page.getByLabel('Datei', { exact: true }).setInputFiles({ name: 'Kurse.docx', mimeType: wordType, buffer: await paper() });
    await page.getByRole('button', { name: 'Einlesen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Die Datei ist gelesen' }).waitFor();
    const address = page.url();
    await page.getByText('Eine nachverfolgte Löschung.').waitFor();
    await page.getByText('Eine Unterstreichung ist weggefallen.').waitFor();
    expect(await page.getByLabel('Titel').inputValue()).toBe('Kurse auf dem Land');
    // It is there for as long as one needs.
    await page.goto('/gruppen');
    await page.goto(address);
    await page.getByLabel(/als wären alle Änderungen abgelehnt/).check();
    await page.getByRole('button', { name: 'Dokument anlegen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Das Dokument ist angelegt' }).waitFor();
    await page.getByRole('link', { name: 'Dokument öffnen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kurse auf dem Land' }).waitFor();
    // The served text gives way to the editor's.
    await page.getByText('Kurse für alle fehlen').first().waitFor();
  });

  it('a PDF that is named .docx is refused with the reason, and leaves nothing', async () => {
    const { page } = await demo.as('member', { javaScript });
    await page.goto(path);
    await page.getByLabel('Datei', { exact: true }).setInputFiles({ name: 'Kurse.docx', mimeType: wordType, buffer: Buffer.from('%PDF-1.7') });
    await page.getByRole('button', { name: 'Einlesen' }).click();
    await page.getByText('Das ist eine PDF-Datei').waitFor();
    await page.getByText('Es ist kein Dokument entstanden.').waitFor();
    await page.getByRole('button', { name: 'Verwerfen' }).click();
    await page.getByText('Die Datei wurde verworfen.').waitFor();
  });
});

it('no page of it is barred to anybody', async () => {
  const { page } = await demo.as('member', { width: 320 });
  await page.goto(path);
  await expectAccessible(page);
  await page.getByLabel('Datei', { exact: true }).setInputFiles({ name: 'Kurse.docx', mimeType: wordType, buffer: await paper() });
  await page.getByRole('button', { name: 'Einlesen' }).click();
  await page.getByRole('heading', { level: 1, name: 'Die Datei ist gelesen' }).waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
