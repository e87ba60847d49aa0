/** Tasks, as the people of a group, its guests and its partners live with them. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(async () => {
  await demo.stop();
});

const tasks = `${space}/aufgaben`;

/** Makes a task for the guest of the group. @returns its address */
async function make(page: Page, what: string): Promise<string> {
  await page.goto(`${tasks}/neu`);
  await page.getByLabel('Was ist zu tun?').fill(what);
  await page.getByLabel('Wer?').selectOption({ label: 'Friedrich Oltmanns' });
  await page.getByLabel('Bis wann?').fill('2027-03-12');
  await page.getByLabel('Teilschritte').fill('Anfragen\n\n  Abholen ');
  await page.getByRole('button', { name: 'Anlegen' }).click();
  await page.getByText('Die Aufgabe ist angelegt.').waitFor();
  return new URL(page.url()).pathname;
}

describe.each([true, false])('with scripts: %s', (javaScript) => {
  it('a task is made by the lead and done by a guest, step by step', async () => {
    const { page: lead } = await demo.as('lead', { javaScript });
    const path = await make(lead, `Stühle leihen ${javaScript}`);
    expect(await lead.getByRole('listitem').filter({ hasText: 'Anfragen' }).count()).toBe(1);

    const { page: guest } = await demo.as('guest', { javaScript });
    await guest.goto('/aufgaben');
    await guest.getByRole('link', { name: `Stühle leihen ${javaScript}` }).click();
    await guest.getByRole('button', { name: 'Anfragen als erledigt abhaken' }).click();
    await guest.getByText('1 von 2 erledigt').waitFor();
    expect(await guest.getByRole('button', { name: /Schritt entfernen/ }).count()).toBe(0);
    await guest.getByLabel('Ihr Kommentar').fill('Zwölf habe ich, @Dr. Hanna Lüders.');
    await guest.getByRole('button', { name: 'Kommentieren' }).click();
    await guest.getByText('Zwölf habe ich,').waitFor();
    await guest.getByRole('button', { name: 'Als erledigt melden' }).click();
    await guest.getByText('Die Aufgabe ist erledigt.').waitFor();

    await lead.goto(path);
    await lead.locator('[aria-current=step]', { hasText: 'erledigt' }).waitFor();
    if (javaScript) await expectAccessible(lead);
    await expectNoSidewaysScroll(lead);
  });
});

it('an empty form says what is missing, and keeps what was typed', async () => {
  const { page, forgive } = await demo.as('member', { javaScript: false });
  forgive(/400/);
  await page.goto(`${tasks}/neu`);
  await page.locator('form').last().evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.getByLabel('Was man dazu wissen muss').fill('Das bleibt.');
  await page.getByRole('button', { name: 'Anlegen' }).click();
  await page.getByText('Bitte füllen Sie dieses Feld aus.').waitFor();
  expect(await page.getByLabel('Was man dazu wissen muss').inputValue()).toBe('Das bleibt.');
});

it('what was wrong with a comment is forgotten once one was written', async () => {
  const { page, forgive } = await demo.as('lead');
  forgive(/400/);
  await page.goto(`${space}/aufgaben?worte=Räume`);
  await page.getByRole('link', { name: /^Räume für die Sitzungen/ }).click();
  await page.getByRole('button', { name: 'Kommentieren' }).click();
  await page.getByText('Bitte füllen Sie dieses Feld aus.').waitFor();
  await page.getByLabel('Ihr Kommentar').fill('Der Raum steht.');
  await page.getByRole('button', { name: 'Kommentieren' }).click();
  await page.getByText('Der Raum steht.').and(page.locator('p')).waitFor();
  expect(await page.getByText('Bitte füllen Sie dieses Feld aus.').count()).toBe(0);
  expect(await page.getByLabel('Ihr Kommentar').inputValue()).toBe('');
});

it('the list is narrowed in the address, and several are changed at once by keyboard alone', async () => {
  const { page, forgive } = await demo.as('lead');
  forgive(/400/);
  await page.goto(`${tasks}?worte=raeume`);
  const row = page.getByRole('row', { name: /Räume für die Sitzungen/ });
  await row.waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  await row.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Neuer Stand').focus();
  await page.keyboard.type('erl');
  await page.getByRole('button', { name: 'Ändern' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 Aufgabe ist geändert.').waitFor();
  await page.goto(`${tasks}?worte=raeume&stand=done`);
  await row.getByRole('checkbox').check();
  await page.getByLabel('Neue Dringlichkeit').selectOption('high');
  await page.getByRole('button', { name: 'Ändern' }).click();
  await row.getByText('dringend').waitFor();
  const box = page.getByRole('region', { name: 'Ausgewählte Aufgaben ändern' });
  await box.getByText('1 Aufgabe ist geändert.').waitFor();
  expect(await row.getByRole('checkbox').isChecked()).toBe(false);
  expect(await page.getByLabel('Neue Dringlichkeit').inputValue()).toBe('');
  expect(await box.getByRole('button').evaluate((button) => button === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Ändern' }).click();
  await page.getByText('Bitte wählen Sie mindestens eine Aufgabe aus.').waitFor();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 740 });
  await expectNoSidewaysScroll(page);
});

it('the board moves a card by its own choice and by drawing it', async () => {
  const { page } = await demo.as('secretary');
  await page.goto(`${tasks}?ansicht=tafel&worte=einladung`);
  const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name} `) });
  const card = (name: string) => column(name).getByRole('listitem').filter({ hasText: 'Einladung an die neuen Träger' });
  await card('offen').getByRole('combobox').selectOption('in_progress');
  await card('in Arbeit').waitFor();
  // By its edge: what is in it has a use of its own.
  await card('in Arbeit').dragTo(column('offen').getByRole('heading'), { sourcePosition: { x: 4, y: 4 } });
  await card('offen').waitFor();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 740 });
  await expectNoSidewaysScroll(page);
});

it('the board is used by keys: a state is kept by Enter, those on the way are not, and the focus goes with the card', async () => {
  const { page } = await demo.as('secretary');
  await page.goto(`${tasks}?ansicht=tafel&worte=einladung`);
  const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name} `) });
  const card = (name: string) => column(name).getByRole('listitem').filter({ hasText: 'Einladung an die neuen Träger' });
  const writes: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && writes.push(request.postData() ?? ''));
  const select = card('offen').getByRole('combobox');
  await select.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  await card('offen').getByRole('button', { name: 'Speichern' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(writes).toEqual([]);
  await page.keyboard.press('Enter');
  await card('in Arbeit').waitFor();
  await page.getByRole('status').filter({ hasText: 'Stand von „Einladung an die neuen Träger' }).waitFor({ state: 'attached' });
  expect(await card('in Arbeit').getByRole('combobox').evaluate((field) => field === document.activeElement)).toBe(true);
  expect(writes).toHaveLength(1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await card('offen').waitFor();
});

it('a choice that is made before the page is alive is not lost', async () => {
  const { page } = await demo.as('lead');
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => (wake = resolve));
  await page.route('**/assets/*.js', async (route) => {
    await asleep;
    await route.continue();
  });
  await page.goto(`${tasks}?ansicht=tafel&worte=antrag`, { waitUntil: 'commit' });
  const card = page.getByRole('listitem').filter({ hasText: 'Den Text des Antrags entwerfen' });
  await card.getByRole('combobox').selectOption('in_progress');
  wake();
  await page.getByRole('region', { name: /^in Arbeit / }).filter({ has: card }).waitFor();
});

it('a partner sees what is their organisation’s, and the table is handed out to those inside alone', async () => {
  const { page: lead } = await demo.as('lead');
  const csv = await lead.request.get(`${tasks}/ausgabe/csv?worte=freie`);
  expect(csv.headers()['content-type']).toContain('text/csv');
  expect(await csv.text()).toContain('Freie Plätze in den Kursen melden');
  const { page: partner } = await demo.as('partner');
  expect((await partner.request.get(`${tasks}/ausgabe/csv`)).status()).toBe(404);
  await partner.goto('/aufgaben');
  await partner.getByText('Meine Aufgaben').first().waitFor();
  expect(await partner.getByText('Räume für die Sitzungen').count()).toBe(0);
});

describe.each([true, false])('in the minutes of a later meeting, with scripts: %s', (javaScript) => {
  it('what was open is listed and ticked off', async () => {
    const { page } = await demo.as('secretary', { javaScript });
    await page.goto(`${space}/sitzungen/7/protokoll`);
    const list = page.getByRole('region', { name: 'Offene Aufgaben aus früheren Sitzungen' });
    const what = javaScript ? 'Freie Plätze in den Kursen melden' : 'Lehrkräfte für das Modell gewinnen';
    const row = list.getByRole('listitem').filter({ hasText: what });
    await row.getByRole('combobox').selectOption('done');
    if (!javaScript) await row.getByRole('button', { name: 'Speichern' }).click();
    // What is printed says what the server said.
    await row.locator('p', { hasText: /^erledigt$/ }).waitFor({ state: 'attached' });
    await row.getByRole('link', { name: what }).click();
    await page.getByRole('heading', { name: what, level: 1 }).waitFor();
    await page.locator('[aria-current=step]', { hasText: 'erledigt' }).waitFor();
  });
});

it('the outline leads to the open tasks below a long text, also from the sheet of a phone', async () => {
  for (const width of [360, 1280]) {
    const { page } = await demo.as('member', { width });
    await page.goto(`${space}/sitzungen/6/protokoll`, { waitUntil: 'networkidle' });
    if (width === 360) await page.getByRole('button', { name: 'Tagesordnung' }).click();
    await page.getByRole('link', { name: /Aufgaben von früher/ }).click();
    const title = page.getByRole('heading', { name: 'Offene Aufgaben aus früheren Sitzungen' });
    const top = async () => (await title.boundingBox())?.y ?? 0;
    await expect.poll(async () => (await top()) > 0 && (await top()) < 200).toBe(true);
    await page.keyboard.press('Tab');
    const first = page.getByRole('region', { name: 'Offene Aufgaben aus früheren Sitzungen' }).getByRole('link').first();
    expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

describe.each([true, false])('two who change a task at once, with scripts: %s', (javaScript) => {
  it('the later one keeps what was typed, sees what stands there, and may still save it', async () => {
    const { page: first } = await demo.as('lead', { javaScript });
    const path = await make(first, `Plakate ${javaScript}`);
    const { page: second, forgive } = await demo.as('secretary', { javaScript });
    forgive(/status of 400/);
    for (const page of [first, second]) await page.goto(`${path}/aendern`);
    await first.getByLabel('Was ist zu tun?').fill('Plakate hängen');
    await first.getByRole('button', { name: 'Speichern' }).click();
    await first.getByText('Die Aufgabe ist geändert.').waitFor();
    await second.getByLabel('Was ist zu tun?').fill('Plakate drucken');
    await second.getByRole('button', { name: 'Speichern' }).click();
    await second.getByText('Jemand anderes hat das inzwischen geändert.').waitFor();
    await second.getByRole('region', { name: 'So steht es jetzt da' }).getByText('Plakate hängen').waitFor();
    expect(await second.getByLabel('Was ist zu tun?').inputValue()).toBe('Plakate drucken');
    if (javaScript) await expectAccessible(second);
    await second.getByRole('button', { name: 'Speichern' }).click();
    await second.getByRole('heading', { level: 1, name: 'Plakate drucken' }).waitFor();
  });
});

it('a task from a comment on minutes leads back to it, also on a phone', async () => {
  for (const [width, number] of [[1280, 7], [360, 7], [1280, 6], [360, 6]] as const) {
    const { page } = await demo.as('lead', { width });
    await page.goto(`${space}/sitzungen/${number}/protokoll`, { waitUntil: 'networkidle' });
    if (width === 360) await page.getByRole('button', { name: /Anwesenheit/ }).click();
    await page.getByRole('tab', { name: /Kommentare/ }).click();
    const said = (await page.getByRole('article').getByRole('paragraph').nth(1).innerText()).trim();
    await page.getByRole('link', { name: 'Aufgabe daraus machen' }).first().click();
    await page.getByLabel('Was ist zu tun?').fill(`Klären ${width} ${number}`);
    await page.getByRole('button', { name: 'Anlegen' }).click();
    await page.getByRole('link', { name: `aus dem Protokoll der ${number}. Sitzung` }).click();
    const thread = page.getByRole('listitem').filter({ has: page.getByRole('article') }).filter({ hasText: said }).first();
    await thread.waitFor();
    await expect.poll(() => thread.evaluate((element) => element === document.activeElement)).toBe(true);
  }
});
