/** Downloads over HTTP: who is refused, under which name and type a file comes, and that it is one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paragraph } from '../editor/examples';
import { answerAll, approve, begin, makeMeeting, sendToReview, type } from '../features/minutes/session';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { type ServedPortal, cookieOf, servePortal } from '../setup/portal';

let portal: ServedPortal;
let alliance: Alliance;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  portal = await servePortal({
    fill: async () => {
      alliance = await makeAlliance();
      const begun = await begin(alliance, await makeMeeting(alliance));
      await type(begun, [paragraph('Öffentlicher Absatz'), { type: 'internalPassage', content: [paragraph('GEHEIM-ABSATZ')] }]);
      await sendToReview(begun);
      await answerAll(begun);
      await approve(begun);
      for (const role of ['lead', 'partner', 'stranger'] as const) cookies[role] = await cookieOf(alliance.ids[role]);
    },
  });
});

afterAll(async () => {
  await portal.stop();
});

const get = (format: string, role: string) =>
  fetch(`${portal.url}/gruppen/${alliance.slug}/sitzungen/1/protokoll/ausgabe/${format}`, {
    redirect: 'manual',
    headers: cookies[role] ? { Cookie: cookies[role] } : {},
  });

describe('a download', () => {
  it('is a page that says so to whom it is not for, and in a format that there is not', async () => {
    for (const [format, role] of [['pdf', 'stranger'], ['exe', 'lead'], ['archive', 'lead']] as const) {
      const response = await get(format, role);
      expect([format, response.status, response.headers.get('content-disposition')]).toEqual([format, 404, null]);
      expect(await response.text()).toContain('<h1>Diese Seite gibt es nicht</h1>');
    }
    expect((await get('pdf', 'visitor')).headers.get('location')).toMatch(/^\/anmelden\?weiter=/);
  });

  it.each([
    ['pdf', 'application/pdf', 'pdf', '%PDF-1.7'],
    ['pdf?archiv', 'application/pdf', 'pdf', '%PDF-1.7'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx', 'PK\u0003\u0004'],
    ['odt', 'application/vnd.oasis.opendocument.text', 'odt', 'PK\u0003\u0004'],
    ['md', 'text/markdown; charset=utf-8', 'md', '# Protokoll der 1. Sitzung'],
    ['html', 'text/html; charset=utf-8', 'html', '<!doctype html>'],
  ])('as %s is a file with a readable name', async (format, mediaType, ending, begins) => {
    const response = await get(format, 'lead');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(mediaType);
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; filename="\\S+ Protokoll 2026-03-12\\.${ending}"; filename\\*=UTF-8''`));
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1').startsWith(begins)).toBe(true);
  });

  it('has nothing internal in it for partners', async () => {
    expect(await (await get('md', 'lead')).text()).toContain('GEHEIM-ABSATZ');
    for (const format of ['md', 'html']) {
      const text = await (await get(format, 'partner')).text();
      expect(text).toContain('Öffentlicher Absatz');
      expect(text).not.toContain('GEHEIM');
    }
  });
});
