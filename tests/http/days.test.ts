/** Whatever a form sends as a day or a time is taken or refused at its field; nothing of it is an error of ours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Things, fillSweep } from './sweep-fill';
import type { SweepRole } from './sweep-rows';
import { type ServedPortal, servePortal } from '../setup/portal';

let portal: ServedPortal;
let things: Things;

beforeAll(async () => {
  portal = await servePortal({ fill: async () => void (things = await fillSweep()) });
});

afterAll(async () => {
  await portal.stop();
});

const years = ['0000', '0001', '0026', '0999', '1999', '2101', '9999'];
const outOfReach = years.map((year) => `${year}-05-04`);
const noDays = ['', '26', '2027-02-30', '2027-13-01', '2027-5-4', '04.05.2027', '+002027-05-04', '20270504', '2027-05-04T12:00', 'morgen', '٢٠٢٧-٠٥-٠٤'];
const edges = ['2000-01-01', '2100-12-31', '2028-02-29'];
const oddTimes = ['', '24:00', '9:00', '14:60', '14', '14:00:30', '-1:00', '02:30'];

const good = { from: '14:00', until: '16:00', place: '', link: '', note: '' };

/** Every form with a day: its address, who sends it, the field, and what else it asks for. */
const forms: [string, Exclude<SweepRole, 'visitor'>, string, Record<string, string>][] = [
  ['/gruppen/:group/sitzungen/neu', 'lead', 'day', good],
  ['/gruppen/:group/sitzungen/3/bearbeiten', 'lead', 'day', { ...good, basis: 'x' }],
  ['/gruppen/:group/sitzungen/1/protokoll/in-pruefung', 'secretary', 'lastDay', { organisations: ':organisation', message: '' }],
  ['/gruppen/:group/aufnehmen', 'lead', 'until', { intent: 'guest', name: 'Gast', email: 'niemand@sprache.example' }],
  ['/geschaeftsstelle/organisationen/:organisation/mandat?suche=Person', 'office', 'startDate', { personId: ':person' }],
  ['/geschaeftsstelle/organisationen/:organisation/mandat?suche=Person', 'office', 'endDate', { personId: ':person', startDate: '2027-05-04' }],
];

const named = (text: string) => text.replace(/:(group|organisation|person)\b/g, (_, name: string) => things.names[name]!);

async function send(path: string, role: Exclude<SweepRole, 'visitor'>, fields: Record<string, string>) {
  const response = await fetch(portal.url + named(path), {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: things.cookies[role], Origin: portal.url },
    body: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, named(value)])),
  });
  return { status: response.status, page: await response.text() };
}

describe.each(forms)('%s (as %s: %s)', (path, role, field, others) => {
  it.each(outOfReach)('refuses %s at its field, in words', async (value) => {
    const { status, page } = await send(path, role, { ...others, [field]: value });
    expect(status).toBe(400);
    expect(page).toContain('Bitte ein Jahr von 2000 bis 2100.');
  });

  it.each([...noDays, ...edges])('takes or refuses „%s“', async (value) => {
    expect([302, 400]).toContain((await send(path, role, { ...others, [field]: value })).status);
  });
});

it.each(oddTimes)('a time such as „%s“ is taken or refused', async (value) => {
  const [plan] = forms;
  for (const day of ['2027-05-04', '2026-10-25', '2027-03-28', '2100-12-31']) {
    for (const field of ['from', 'until']) {
      expect([302, 400]).toContain((await send(plan![0], 'lead', { ...good, day, [field]: value })).status);
    }
  }
});

it.each([...outOfReach, ...noDays])('an address with „%s“ as a day is a page', async (value) => {
  for (const path of ['nachweis?von=', 'nachweis?bis=', 'zuordnung?bis=']) {
    const response = await fetch(`${portal.url}/geschaeftsstelle/${path}${encodeURIComponent(value)}`, {
      headers: { Cookie: things.cookies.office },
    });
    expect(response.status).toBe(200);
  }
});
