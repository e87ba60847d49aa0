/** Minutes from the first word to the seal, as the people of a group and its partners live them. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';

const minutes = (number: number) => `${space}/sitzungen/${number}/protokoll`;

const paper = (page: Page) => page.locator('.ProseMirror');
const section = (page: Page, title: string) => paper(page).locator('.m-section', { hasText: title });
const light = (page: Page, state: 'saved' | 'saving' | 'offline' | 'error') => page.locator(`[data-light=${state}]`);

/** Puts the cursor behind the first paragraph of a section, where the section has words; else into it. */
async function cursorIn(page: Page, title: string): Promise<void> {
  await section(page, title).locator('p').first().click();
  await page.keyboard.press('End');
}

async function writeIn(page: Page, title: string, words: string): Promise<void> {
  await cursorIn(page, title);
  await page.keyboard.type(words);
}

/** The words of a place, without the names at the cursors of others. */
const wordsOf = (place: Locator) =>
  place.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    copy.querySelectorAll('.m-caret').forEach((caret) => caret.remove());
    return copy.textContent.replaceAll('\u2060', '');
  });

async function open(page: Page, number: number): Promise<void> {
  await page.goto(minutes(number));
  await paper(page).waitFor();
  await light(page, 'saved').waitFor();
}

describe('writing', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await serveDemo();
  });
  afterAll(async () => {
    await demo.stop();
  });

  it('begins with the agenda, and takes decisions and tasks down by the keyboard alone', async () => {
    const { page } = await demo.as('secretary');
    await page.goto(`${space}/sitzungen/8`);
    await page.getByRole('button', { name: 'Protokoll beginnen' }).click();
    await page.getByText('Das Protokoll ist begonnen.').waitFor();
    await light(page, 'saved').waitFor();
    await paper(page).locator('.m-section').nth(8).waitFor();
    expect(await paper(page).locator('.m-section').count()).toBe(9);

    await writeIn(page, 'Leitfaden für Sprachcafés: Freigabe', '/beschluss');
    await page.getByRole('listbox', { name: 'Einfügen' }).waitFor();
    for (const [key, words] of [
      ['Enter', 'Der Leitfaden wird freigegeben.'],
      ['Tab', '12'],
      ['Tab', '1'],
      ['Tab', '2'],
    ] as const) {
      await page.keyboard.press(key);
      await page.keyboard.type(words);
    }
    const decision = paper(page).locator('.m-decision');
    const result = decision.getByRole('combobox').locator('option:checked');
    await expect.poll(() => result.textContent()).toContain('angenommen');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('/aufgabe');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Den Leitfaden drucken lassen');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Kowal');
    await page.getByRole('option', { name: 'Oleksandra Kowalenko' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('in 2 Wochen');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Danach wird verteilt.');
    await light(page, 'saved').waitFor();

    await page.getByRole('tab', { name: /Beschlüsse & Aufgaben/ }).click();
    const rail = page.getByRole('tabpanel');
    await rail.getByText('Der Leitfaden wird freigegeben.').waitFor();
    await rail.getByText('12 Ja, 1 Nein, 2 Enth.').waitFor();
    await rail.getByText('Den Leitfaden drucken lassen').waitFor();
    await rail.getByText('Oleksandra Kowalenko').waitFor();
    await expectAccessible(page);

    const { page: reading } = await demo.as('member', { javaScript: false });
    await expect
      .poll(
        async () => {
          await reading.goto(minutes(8));
          return reading.locator('main').innerText();
        },
        { timeout: 15_000 },
      )
      .toMatch(/Der Leitfaden wird freigegeben\.[^]*12 Ja[^]*Den Leitfaden drucken lassen[^]*Oleksandra Kowalenko/);
  });

  it('can begin at once: the cursor stands in the first empty section, and Tab finds it again', async () => {
    const { page } = await demo.as('secretary');
    await open(page, 7);
    await expect.poll(() => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true);
    await page.keyboard.type('Gleich getippt.');
    expect(await wordsOf(section(page, 'Nächste Schritte'))).toContain('Gleich getippt.');

    // Opened anew and reached by the keyboard alone, as after reading the page from its beginning.
    await open(page, 7);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const inPaper = () => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror') ?? false);
    for (let stops = 0; stops < 100 && !(await inPaper()); stops += 1) await page.keyboard.press('Tab');
    await page.keyboard.type(' Und weiter.');
    await light(page, 'saved').waitFor();
    expect(await wordsOf(paper(page))).toContain('Und weiter.');
  });

  it('keeps the attendance by arrow keys, one stop a person, and settles the rest at one stroke', async () => {
    const [{ page }, { page: lead }] = [await demo.as('secretary'), await demo.as('lead')];
    await page.goto(minutes(9));
    await page.getByRole('button', { name: 'Protokoll beginnen' }).click();
    await light(page, 'saved').waitFor();
    await open(lead, 9);
    const rail = page.getByRole('tabpanel', { name: 'Anwesenheit' });
    const groups = rail.getByRole('group');
    const unknown = rail.getByText(/ohne Angabe:/);
    await unknown.waitFor();
    const first = groups.first().getByRole('button');
    await first.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await first.nth(1).and(page.locator('[aria-pressed=true]')).waitFor();
    expect(await groups.first().locator('button[tabindex="-1"]').count()).toBe(2);
    await unknown.locator('..').getByRole('button', { name: 'anwesend', exact: true }).click();
    await unknown.waitFor({ state: 'detached' });
    // Whoever has the minutes open as well sees it without asking.
    await lead.getByText(/ohne Angabe:/).waitFor({ state: 'detached' });
  });

  it('goes back to an earlier version before the eyes of those who write, without a script', async () => {
    const [{ page }, { page: lead }] = [await demo.as('secretary', { javaScript: false }), await demo.as('lead')];
    await open(lead, 7);
    await page.goto(`${minutes(7)}/fassungen`);
    await page.getByText('Jetzigen Text als Fassung behalten').click();
    await page.getByLabel('Name der Fassung').fill('Vor dem Umschreiben');
    await page.getByRole('button', { name: 'Behalten', exact: true }).click();
    await writeIn(lead, 'Nächste Schritte', ' Doch anders.');
    await light(lead, 'saved').waitFor();
    await page.getByRole('link', { name: /Vor dem Umschreiben/ }).click();
    await page.getByText('Diese Fassung wiederherstellen').click();
    await page.getByRole('button', { name: 'Wiederherstellen' }).click();
    await page.getByText(/sagt wieder, was in Fassung \d+ stand/).waitFor();
    await expect.poll(() => wordsOf(paper(lead))).not.toContain('Doch anders.');
  });

  it('shows what somebody else comments without a reload', async () => {
    const [{ page }, { page: lead }] = [await demo.as('member'), await demo.as('lead')];
    await open(page, 7);
    await open(lead, 7);
    await lead.getByRole('tab', { name: /Kommentare/ }).click();
    await page.getByRole('tab', { name: /Kommentare/ }).click();
    const panel = page.getByRole('tabpanel', { name: /Kommentare/ });
    await panel.getByText('Zum ganzen Protokoll').first().click();
    await panel.getByRole('textbox').first().fill('Bitte die Frist ergänzen.');
    await panel.getByRole('button', { name: 'Kommentar speichern' }).first().click();
    await lead.getByText('Bitte die Frist ergänzen.').waitFor();
  });

  it('goes on together: each sees the other’s name and words, and both end with the same text', async () => {
    const { page: secretary } = await demo.as('secretary');
    const { page: lead } = await demo.as('lead');
    await open(secretary, 7);
    await open(lead, 7);
    await secretary.getByRole('list', { name: 'Mit Ihnen hier' }).getByText('Dr. Hanna Lüders').waitFor();
    await lead.getByRole('list', { name: 'Mit Ihnen hier' }).getByText('Mehmet Yıldız').waitFor();

    await Promise.all([cursorIn(secretary, 'Anlass der Sondersitzung'), cursorIn(lead, 'Gemeinsamer Antrag')]);
    await Promise.all([
      secretary.keyboard.type(' Die Zeit ist knapp.', { delay: 20 }),
      lead.keyboard.type(' Das dritte Café ist dabei.', { delay: 20 }),
    ]);
    await light(secretary, 'saved').waitFor();
    await light(lead, 'saved').waitFor();
    const converged = async () => (await wordsOf(paper(secretary))) === (await wordsOf(paper(lead)));
    await expect.poll(converged).toBe(true);
    const text = await wordsOf(paper(lead));
    expect(text).toContain('Die Zeit ist knapp.');
    expect(text).toContain('Das dritte Café ist dabei.');
  });

  it('keeps the words of two whole who write in the same place, and every click of one while the other types', async () => {
    const { page: secretary } = await demo.as('secretary');
    const { page: lead } = await demo.as('lead');
    await open(secretary, 7);
    await open(lead, 7);
    const title = 'Nächste Schritte';
    // A guard against waiting forever, not a measure.
    const patiently = { timeout: 15_000 };
    const both = [secretary, lead] as const;
    const mine = 'hallo alle zusammen, Äpfel 😀 für alle';
    const theirs = 'alles Übrige 🦊 läuft allerdings';
    const expectWhole = async (place: (page: Page) => Locator) => {
      await Promise.all(both.map((page) => place(page).click()));
      await Promise.all([
        secretary.keyboard.type(mine, { delay: 20 }),
        lead.keyboard.type(theirs, { delay: 30 }),
      ]);
      for (const page of both) {
        await expect.poll(() => wordsOf(place(page)), patiently).toMatch(new RegExp(`^(${mine}${theirs}|${theirs}${mine})$`, 'u'));
      }
    };

    await cursorIn(secretary, title);
    await secretary.keyboard.press('Enter');
    const paragraphs = (page: Page) => section(page, title).locator('p');
    const fresh = (await paragraphs(secretary).count()) - 1;
    await paragraphs(lead).nth(fresh).waitFor();
    await expectWhole((page) => paragraphs(page).nth(fresh));

    await paragraphs(secretary).nth(fresh).click();
    await secretary.keyboard.press('ControlOrMeta+End');
    await secretary.keyboard.press('Enter');
    await secretary.keyboard.type('/beschluss');
    await secretary.getByRole('listbox', { name: 'Einfügen' }).waitFor();
    await secretary.keyboard.press('Enter');
    const wording = (page: Page) => section(page, title).locator('.m-wording');
    await wording(lead).waitFor();
    await expectWhole(wording);

    const elsewhere = section(secretary, 'Anlass der Sondersitzung').locator('p').first();
    const before = await wordsOf(elsewhere);
    await paragraphs(lead).nth(fresh).click();
    let typing = true;
    const typed = lead.keyboard.type('x'.repeat(60), { delay: 20 }).finally(() => (typing = false));
    let clicks = 0;
    while (typing) {
      // Not where the last click was on the screen: that would be a double click.
      await elsewhere.click({ position: { x: 4, y: 8 } });
      await secretary.keyboard.type('#');
      clicks += 1;
      await paragraphs(secretary).nth(fresh).click();
    }
    await typed;
    await expect.poll(async () => (await wordsOf(elsewhere)).length, patiently).toBe(before.length + clicks);
    await expect.poll(() => wordsOf(paragraphs(secretary).nth(fresh)), patiently).toContain('x'.repeat(60));
  });

  it('is said to be saved only when the server has confirmed it', async () => {
    const { page } = await demo.as('secretary');
    await open(page, 7);
    demo.process.kill('SIGSTOP');
    try {
      await writeIn(page, 'Anlass der Sondersitzung', ' Noch unterwegs.');
      await light(page, 'saving').waitFor();
      await page.getByText('Noch unterwegs.').waitFor();
      expect(await light(page, 'saved').count()).toBe(0);
    } finally {
      demo.process.kill('SIGCONT');
    }
    await light(page, 'saved').waitFor();
  });

  it('goes on without a line, and reaches the others when it is back', async () => {
    const visit = await demo.as('secretary');
    const { page } = visit;
    const { page: lead } = await demo.as('lead');
    await open(page, 7);
    await open(lead, 7);
    await visit.context.setOffline(true);
    await writeIn(page, 'Anlass der Sondersitzung', ' Im Zug geschrieben.');
    await light(page, 'offline').waitFor();
    await page.getByText('offline: auf diesem Gerät').first().waitFor();
    await page.keyboard.type(' Im Tunnel auch.');
    expect(await paper(lead).innerText()).not.toContain('Im Tunnel');
    await visit.context.setOffline(false);
    await light(page, 'saved').waitFor();
    await paper(lead).getByText('Im Zug geschrieben. Im Tunnel auch.').waitFor();
    visit.forgive(/ERR_INTERNET_DISCONNECTED/);
  });

  it('is read along by a member, who can’t change it', async () => {
    const { page } = await demo.as('member');
    await open(page, 7);
    await page.getByRole('tab', { name: /Kommentare/ }).click();
    await page.getByRole('tabpanel').getByText('Gilt das auch für Honorare?').waitFor();
    expect(await paper(page).getAttribute('contenteditable')).toBe('false');
    expect(await page.getByRole('toolbar').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'In Prüfung geben' }).count()).toBe(0);
    const { page: secretary } = await demo.as('secretary');
    await open(secretary, 7);
    await writeIn(secretary, 'Nächste Schritte', 'Das sehen alle sofort.');
    await paper(page).getByText('Das sehen alle sofort.').waitFor();
  });

  it('ends within a second when the role ends', async () => {
    const visit = await demo.as('secretary');
    const { page } = visit;
    await open(page, 7);
    const { page: office } = await demo.as('office');
    await office.goto('/geschaeftsstelle/zuordnung');
    await office.getByLabel('Name oder E-Mail').fill('Yıldız');
    await office.getByRole('button', { name: 'Anzeigen' }).click();
    await office.getByLabel('Mehmet Yıldız').check();
    await office.getByLabel('Mitgliedschaft beenden').check();
    await office.getByLabel('AG Sprachförderung').check();
    await office.getByText('1 Person verlässt AG Sprachförderung').first().waitFor();
    await office.getByRole('button', { name: 'Mitgliedschaft beenden' }).click();
    await office.getByText('1 Person gehört nicht mehr zu AG Sprachförderung.').first().waitFor();
    await page.getByText('Ihr Zugang zu diesem Text ist beendet.').waitFor({ timeout: 1_000 });
    await page.getByRole('link', { name: 'In Prüfung geben' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Jetzt versuchen' }).count()).toBe(0);
    expect(await paper(page).getAttribute('contenteditable')).toBe('false');
    expect((await page.goto(minutes(7)))!.status()).toBe(404);
    visit.forgive(/status of 404/);
    await office.getByRole('button', { name: 'Rückgängig' }).first().click();
    await office.getByText('Rückgängig gemacht').waitFor();
    await open(page, 7);
  });
});

describe('the end of the server in the middle of a word', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await serveDemo();
  });
  afterAll(async () => {
    await demo.stop();
  });

  it('loses nothing that was shown as saved, nor what was typed since', async () => {
    const visit = await demo.as('secretary');
    const { page } = visit;
    await open(page, 7);
    await writeIn(page, 'Anlass der Sondersitzung', ' Das ist gespeichert.');
    await light(page, 'saved').waitFor();
    await demo.stop('SIGKILL');
    await page.keyboard.type(' Das noch nicht.');
    await page.locator('[data-light]:not([data-light=saved])').waitFor();
    await demo.restart();
    const { page: reading } = await demo.as('lead', { javaScript: false });
    await reading.goto(minutes(7));
    expect(await reading.locator('main').innerText()).toContain('Das ist gespeichert.');
    await light(page, 'saved').waitFor({ timeout: 30_000 });
    const { page: lead } = await demo.as('lead');
    await open(lead, 7);
    await paper(lead).getByText('Das ist gespeichert. Das noch nicht.').waitFor();
    visit.forgive(/ERR_CONNECTION|WebSocket/);
  });
});

describe('the review', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await serveDemo();
  });
  afterAll(async () => {
    await demo.stop();
  });

  /** From what waits to the minutes one is asked about. */
  async function openReview(page: Page, number: number): Promise<void> {
    await page.goto('/heute');
    await page.getByRole('link', { name: new RegExp(`^AG Sprachförderung: Protokoll der ${number}\\. Sitzung für .* prüfen$`) }).click();
    await page.getByRole('heading', { level: 1, name: `Protokoll der ${number}. Sitzung prüfen` }).waitFor();
  }

  it('shows a partner nothing internal, and takes an objection without scripts', async () => {
    const { page } = await demo.as('partner', { javaScript: false, width: 360 });
    await openReview(page, 6);
    const text = await page.locator('main').innerText();
    expect(text).toContain('Deutsch am Arbeitsplatz');
    expect(text).toContain('für Wohlfahrtsverband Ankommen');
    expect(await page.content()).not.toMatch(/Nachfolge in der Protokollführung|zum Jahresende abgeben/);
    await page.getByRole('navigation', { name: 'Antworten' }).first().getByRole('link', { name: /Einwand/ }).click();
    await page.getByLabel('Um welchen Punkt geht es?').selectOption({ label: 'TOP 3 Deutsch am Arbeitsplatz: gemeinsamer Vorschlag' });
    await page.getByLabel('Warum sind Sie nicht einverstanden?').fill('Die Zahl der Betriebe stimmt nicht.');
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Einwand senden' }).click();
    await page.getByText('Danke, Ihre Antwort ist da').waitFor();
    await page.getByText('Die Zahl der Betriebe stimmt nicht.').first().waitFor();
  });

  it('goes from the draft through the answers to approved minutes that nobody changes', async () => {
    const { page: lead } = await demo.as('lead');
    const writer = await demo.as('secretary');
    await open(writer.page, 7);
    await lead.goto(minutes(7));
    await lead.getByRole('link', { name: 'In Prüfung geben' }).click();
    await lead.getByLabel(/^Wohlfahrtsverband Ankommen/).check();
    await lead.getByLabel(/^Rat für Geflüchtete Weser-Aller/).check();
    await lead.getByRole('button', { name: 'In Prüfung geben' }).click();
    await lead.getByText('Das Protokoll ist in Prüfung.').waitFor();
    await lead.getByText('Noch keine Antwort').waitFor();

    // The open page of the one who wrote follows by itself.
    await writer.page.getByText('Der Text ist eingefroren.').waitFor();
    expect(await paper(writer.page).count()).toBe(0);
    await writer.close();

    const { page: phone } = await demo.as('partner', { width: 360 });
    await openReview(phone, 7);
    await phone.getByRole('navigation', { name: 'Antworten' }).first().getByRole('link', { name: 'Zustimmen', exact: true }).click();
    await expectNoSidewaysScroll(phone);
    await phone.getByRole('button', { name: 'Zustimmung senden' }).click();
    await phone.getByText('Danke, Ihre Antwort ist da').waitFor();

    await lead.goto(minutes(7));
    await lead.getByText('1 von 2 Organisationen haben geantwortet').waitFor();
    await lead.getByText('Genehmigen können Sie nach der Frist').waitFor();
    expect(await lead.getByRole('button', { name: 'Endgültig genehmigen' }).count()).toBe(0);

    const { page: plain } = await demo.as('otherPartner', { width: 360, javaScript: false });
    await openReview(plain, 7);
    await plain.getByRole('navigation', { name: 'Antworten' }).first().getByRole('link', { name: /Enthalten/ }).click();
    await plain.getByRole('button', { name: 'Enthaltung senden' }).click();
    await plain.getByText('Danke, Ihre Antwort ist da').waitFor();

    await lead.reload();
    await lead.getByText('2 von 2 Organisationen haben geantwortet').waitFor();
    await lead.locator('summary', { hasText: 'Genehmigen' }).click();
    await lead.getByLabel(/Die Frist läuft noch/).check();
    await lead.getByRole('button', { name: 'Endgültig genehmigen' }).click();
    await lead.getByText('Das Protokoll ist genehmigt.').waitFor();
    const approved = await lead.locator('main').innerText();
    expect(approved).toMatch(/\b[0-9a-f]{64}\b/);
    expect(approved).toMatch(/Beschluss SPR[-/ ]\d/);
    expect(await paper(lead).count()).toBe(0);
    await lead.getByRole('link', { name: 'Prüfen' }).click();
    await lead.getByText('Unverändert').waitFor();
  });

  it.each([
    [8, 'Wenn Sie beginnen'],
    [6, 'Der Text ist eingefroren.'],
    [5, 'Prüfsumme (SHA-256):'],
  ])('leaves the minutes of meeting %i to be read without scripts', async (number, sign) => {
    const { page } = await demo.as('secretary', { javaScript: false });
    await page.goto(minutes(number));
    expect(await page.locator('main').innerText()).toContain(sign);
  });
});
