/** One's own calendar: an address for the phone, seen once; renewed and ended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';
import { readCalendar } from '../setup/ical';

let demo: Demo;

beforeAll(async () => {
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
});

const fetched = async (url: string) => {
  const response = await fetch(url);
  return response.status === 200 ? readCalendar(await response.text()) : response.status;
};

describe.each([360, 1280])('at %i pixels', (width) => {
  it('an address is made for a group, shown in full, copied, and works', async () => {
    const { page, context } = await demo.as('member', { width });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url });
    await page.goto(`${space}/sitzungen`);
    await page.getByRole('link', { name: 'Im Kalender abonnieren' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kalender' }).waitFor();
    expect(await page.getByLabel('Welche Gruppen').inputValue()).toBe('sprachfoerderung');
    await page.getByLabel('Gerät oder Programm').fill(`Gerät ${width}`);
    await page.getByLabel('Auch meine Aufgaben mit Frist zeigen').check();
    await page.getByRole('button', { name: 'Adresse anlegen' }).click();
    const field = page.getByLabel('Geheime Kalender-Adresse');
    await field.waitFor();
    const url = await field.inputValue();
    // All of it is in sight, and taken at once by whoever copies.
    expect(await field.evaluate((area: HTMLTextAreaElement) => area.scrollHeight <= area.clientHeight)).toBe(true);
    expect(await field.evaluate((area: HTMLTextAreaElement) => [document.activeElement === area, area.selectionEnd - area.selectionStart])).toEqual([
      true,
      url.length,
    ]);
    await page.getByRole('button', { name: 'Kopieren' }).click();
    await page.getByText('Kopiert.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url);
    expect(await page.getByRole('link', { name: 'Auf diesem Gerät abonnieren' }).getAttribute('href')).toBe(url.replace('http:', 'webcal:'));
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    expect(await fetched(url)).toMatchObject({ method: 'PUBLISH', name: 'AG Sprachförderung' });
    await page.goto('/konto/kalender');
    expect(await page.getByLabel('Geheime Kalender-Adresse').count()).toBe(0);
    await expect.poll(() => page.getByRole('row', { name: new RegExp(`Gerät ${width}`) }).innerText()).not.toContain('noch nie');
    await page.getByText('Thunderbird', { exact: true }).click();
    await page.getByText('„Im Netzwerk“').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

it('all of it works without JavaScript: making, renewing, ending', async () => {
  const visit = await demo.as('guest', { javaScript: false, width: 360 });
  const { page } = visit;
  await page.goto('/konto');
  await page.getByRole('link', { name: 'Kalender-Adressen' }).click();
  await page.getByText('Sie haben noch keine Kalender-Adresse.').waitFor();
  await page.getByLabel('Gerät oder Programm').fill('Handy');
  await page.getByRole('button', { name: 'Adresse anlegen' }).click();
  const first = await page.getByLabel('Geheime Kalender-Adresse').inputValue();
  expect(await page.getByRole('button', { name: 'Kopieren' }).isVisible()).toBe(false);
  expect(await fetched(first)).toMatchObject({ method: 'PUBLISH' });

  await page.getByRole('button', { name: 'Neue Adresse für Handy' }).click();
  const second = await page.getByLabel('Geheime Kalender-Adresse').inputValue();
  expect([await fetched(first), second === first]).toEqual([404, false]);
  expect(await fetched(second)).toMatchObject({ method: 'PUBLISH' });

  await page.getByRole('button', { name: 'Beenden für Handy' }).click();
  await page.getByText('Die Adresse für „Handy“ gilt nicht mehr.').waitFor();
  expect(await fetched(second)).toBe(404);
});

it('a form that is not filled in says so, keeps what was chosen, and makes nothing', async () => {
  const visit = await demo.as('secretary');
  const { page } = visit;
  await page.goto('/konto/kalender?gruppe=sprachfoerderung');
  await page.getByRole('button', { name: 'Adresse anlegen' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Welche Gruppen').inputValue()).toBe('sprachfoerderung');
  await page.getByText('Sie haben noch keine Kalender-Adresse.').waitFor();
  visit.forgive(/status of 400/);
});

it('a lead takes a guest off the invitation, who then has the meeting no more; members take the file', async () => {
  const { page } = await demo.as('lead');
  await page.goto(`${space}/sitzungen/8`);
  await page.locator('summary', { hasText: 'Einladung zurücknehmen' }).click();
  await page.getByLabel('Wer wird nicht mehr erwartet?').selectOption({ label: 'Friedrich Oltmanns' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Zurücknehmen', exact: true }).click();
  await page.getByText('Friedrich Oltmanns ist nicht mehr eingeladen.').waitFor();

  const guest = await demo.as('guest');
  expect((await guest.page.goto(`${space}/sitzungen/8`))!.status()).toBe(404);
  guest.forgive(/status of 404/);

  const member = await demo.as('member');
  await member.page.goto(`${space}/sitzungen/8`);
  const download = member.page.waitForEvent('download');
  await member.page.getByRole('link', { name: 'In den Kalender übernehmen' }).click();
  expect((await download).suggestedFilename()).toBe('8. Sitzung – AG Sprachförderung.ics');
});
