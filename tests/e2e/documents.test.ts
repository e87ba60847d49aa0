/** A paper from the first word to the seal, as the people of a group and its partners live it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';

const editor = (page: Page) => page.locator('.ProseMirror');
const saved = (page: Page) => page.locator('[data-light=saved]').waitFor();

let demo: Demo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(async () => {
  await demo.stop();
});

/** Begins a blank document and opens it to be written. @returns its address */
async function begin(page: Page, title: string): Promise<string> {
  await page.goto(`${space}/dokumente/neu`);
  await page.getByLabel('Titel').fill(title);
  await page.getByLabel('Leeres Dokument').check();
  await page.getByRole('button', { name: 'Beginnen' }).click();
  await page.getByText('Das Dokument ist angelegt.').waitFor();
  await editor(page).waitFor();
  await saved(page);
  return new URL(page.url()).pathname;
}

describe('drafting', () => {
  it('is done by two at once, who see each other’s words, name and comment', async () => {
    const { page } = await demo.as('member');
    const path = await begin(page, 'Zu zweit geschrieben');
    await editor(page).click();
    await page.keyboard.type('## Ausgangslage');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Wer in Schichten arbeitet, findet keinen Kurs.');
    await saved(page);

    const { page: other } = await demo.as('secretary');
    await other.goto(path);
    await editor(other).getByText('findet keinen Kurs').waitFor();
    await page.getByText('Mehmet Yıldız').first().waitFor();
    await editor(other).locator('p').last().click();
    await other.keyboard.press('End');
    await other.keyboard.type(' Das zeigt die Erhebung.');
    await editor(page).getByText('Das zeigt die Erhebung.').waitFor();
    expect(await page.getByRole('navigation', { name: 'Gliederung' }).getByRole('link', { name: 'Ausgangslage' }).count()).toBe(1);

    await other.keyboard.press('Shift+Home');
    await other.getByRole('button', { name: 'Auswahl kommentieren' }).click();
    await other.locator('#auswahl textarea').fill('Welche Erhebung?');
    await other.locator('#auswahl button').last().click();
    await other.getByText('Welche Erhebung?').first().waitFor();
    // It comes to the first one by itself.
    await page.getByText('Welche Erhebung?').first().waitFor();
    await expectAccessible(page);
  });

  it('can be read without a script, and moved through the trash by plain forms', async () => {
    const { page } = await demo.as('member');
    const path = await begin(page, 'Ohne Skript gelesen');
    await editor(page).click();
    await page.keyboard.type('Das steht hier auch so.');
    await saved(page);
    const { page: plain } = await demo.as('member', { javaScript: false, width: 360 });
    await plain.goto(path);
    await plain.getByText('Das steht hier auch so.').waitFor();
    await expectNoSidewaysScroll(plain);
    await plain.getByText('In den Papierkorb', { exact: true }).click();
    await plain.getByRole('button', { name: 'In den Papierkorb legen' }).click();
    await plain.getByText('„Ohne Skript gelesen“ liegt jetzt im Papierkorb').waitFor();
    await plain.getByRole('link', { name: 'Papierkorb ansehen' }).click();
    await plain.getByRole('button', { name: '„Ohne Skript gelesen“ zurückholen' }).click();
    await plain.getByText('„Ohne Skript gelesen“ ist wieder da.').waitFor();
    await plain.getByText('Das steht hier auch so.').waitFor();
  });

  it('keeps a version under a name, compares it and brings it back while the others look on', async () => {
    const { page } = await demo.as('member');
    const path = await begin(page, 'Mit Fassungen');
    await editor(page).click();
    await page.keyboard.type('Der erste Satz.');
    await saved(page);
    const { page: other } = await demo.as('lead');
    await other.goto(`${path}/fassungen`);
    await other.getByText('Jetzigen Text als Fassung behalten').click();
    await other.getByLabel('Name der Fassung').fill('Vor der Sitzung');
    await other.getByRole('button', { name: 'Behalten' }).click();
    await other.getByRole('link', { name: /Vor der Sitzung/ }).waitFor();
    await page.keyboard.type(' Der zweite Satz.');
    await saved(page);
    await other.getByRole('button', { name: 'Vergleichen' }).click();
    await other.locator('ins', { hasText: 'zweite' }).first().waitFor();
    await expectAccessible(other);
    await other.goto(`${path}/fassungen/1`);
    await other.getByText('Diese Fassung wiederherstellen').click();
    await other.getByRole('button', { name: 'Wiederherstellen' }).click();
    await other.getByText('Fassung 1', { exact: false }).first().waitFor();
    await expect.poll(() => editor(page).innerText()).not.toContain('zweite');
    expect(await editor(page).innerText()).toContain('Der erste Satz.');
  });
});

describe('sharing', () => {
  it('says what it means before it does it, and closes the text at once when it ends', async () => {
    const { page } = await demo.as('lead');
    const path = await begin(page, 'Kurz geteilt');
    await page.getByRole('link', { name: 'Freigaben' }).click();
    await page.getByLabel(/Wohlfahrtsverband Ankommen/).check();
    await page.getByRole('button', { name: 'Vorschau' }).click();
    await page.getByText('Neu dabei: Wohlfahrtsverband Ankommen.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'So freigeben' }).click();
    await page.getByText('Die Freigaben sind geändert.').waitFor();

    const { page: partner } = await demo.as('partner');
    await partner.goto(path);
    await partner.getByRole('heading', { name: 'Kurz geteilt' }).waitFor();
    await editor(partner).waitFor();
    expect(await editor(partner).getAttribute('contenteditable')).toBe('false');

    await page.goto(`${path}/freigaben`);
    await page.getByLabel(/Wohlfahrtsverband Ankommen/).uncheck();
    await page.getByRole('button', { name: 'Vorschau' }).click();
    await page.getByText('Nicht mehr dabei: Wohlfahrtsverband Ankommen.').waitFor();
    await page.getByRole('button', { name: 'So freigeben' }).click();
    await partner.getByText('Ihr Zugang zu diesem Text ist beendet.').waitFor();
    expect((await partner.request.get(path)).status()).toBe(404);
  });
});

describe('the way to adoption', () => {
  it('leads through review, answers and sign-off to a sealed text, and on to a new edition', async () => {
    const { page } = await demo.as('lead');
    const path = await begin(page, 'Kurse am Abend');
    await editor(page).click();
    await page.keyboard.type('Wir fordern Kurse am Abend und am Wochenende.');
    await saved(page);
    await page.getByRole('link', { name: 'In Prüfung geben' }).click();
    await page.getByLabel(/Wohlfahrtsverband Ankommen/).check();
    await page.getByRole('button', { name: /In Prüfung geben|Jetzt in Prüfung/ }).click();
    await page.getByText('Das Dokument ist in Prüfung.').waitFor();
    // Numbers stand at the lines of the paper, by which reviewers name them.
    expect(await page.locator('.m-line[data-line="1"]').count()).toBeGreaterThan(0);

    const { page: partner } = await demo.as('partner', { width: 360 });
    await partner.goto('/heute');
    await partner.getByRole('link', { name: /Kurse am Abend/ }).first().click();
    await partner.getByText('Wir fordern Kurse am Abend').waitFor();
    await expectNoSidewaysScroll(partner);
    await expectAccessible(partner);
    await partner.getByRole('link', { name: /^Zustimmen/ }).first().click();
    await partner.getByRole('button', { name: /Zustimmen|Zustimmung/ }).last().click();
    await partner.getByText('Danke', { exact: false }).first().waitFor();

    await page.reload();
    await page.getByText('Verabschieden', { exact: true }).first().click();
    for (const box of await page.locator('form input[type=checkbox][required]').all()) await box.check();
    await page.locator('button[value=adopt]').click();
    await page.getByText('Das Dokument ist verabschiedet.').waitFor();
    await page.getByText('mitgezeichnet', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Prüfsumme nachrechnen' }).click();
    await page.getByText('Unverändert').waitFor();
    expect(await editor(page).count()).toBe(0);

    await page.goto(path);
    await page.getByText('Neue Ausgabe beginnen', { exact: true }).click();
    await page.getByRole('button', { name: 'Entwurf anlegen' }).click();
    await page.getByText('2. Ausgabe').first().waitFor();
    await editor(page).getByText('Wir fordern Kurse am Abend').waitFor();
  });
});
