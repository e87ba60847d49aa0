/** Forms that bring a file, as browsers send them and as they break off. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readUpload } from '~/services/files/upload.server';
import { useSettings } from '~/services/settings.server';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-upload-'));
  useSettings({ dataDir });
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const incoming = () => (existsSync(join(dataDir, 'files/incoming')) ? readdirSync(join(dataDir, 'files/incoming')) : []);

const formWith = (...parts: [name: string, value: string | File][]) => {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  return form;
};

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://localhost/dateien', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

/** The bytes of a form, and the header that goes with them. */
async function sent(form: FormData) {
  const request = post(form);
  return { type: request.headers.get('content-type')!, bytes: Buffer.from(await request.arrayBuffer()) };
}

/** A body that comes in parts, and ends or fails after them. */
const inParts = (parts: Buffer[], failure?: Error) =>
  new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const part = parts.shift();
      if (part) controller.enqueue(part);
      else if (failure) controller.error(failure);
      else controller.close();
    },
  });

const large = new File([Buffer.alloc(300_000, 'y')], 'Groß "neu" 100%.txt');

it.each([
  ['no file', () => formWith(['document', 'x']), 'fileMissing'],
  ['a field left empty, as browsers send it', () => formWith(['file', new File([], '')]), 'fileMissing'],
  ['a file in another field', () => formWith(['other', large]), 'fileMissing'],
  ['a file that is too large', () => formWith(['document', 'x'], ['file', large]), 'fileTooLarge'],
])('refuses %s, and leaves nothing', async (_what, form, code) => {
  await expect(readUpload(post(form()), 1000)).rejects.toMatchObject({ code, field: 'file' });
  expect(incoming()).toEqual([]);
});

it.each(['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'])('refuses a body that is no such form: %s', async (type) => {
  await expect(readUpload(post('file=x', { 'Content-Type': type }), 1000)).rejects.toMatchObject({ name: 'Rejected' });
  expect(incoming()).toEqual([]);
});

it.each([
  ['ends early', undefined],
  ['fails', new Error('aborted')],
])('refuses one that %s, and leaves nothing', async (_how, failure) => {
  const { type, bytes } = await sent(formWith(['file', large]));
  const half = inParts([bytes.subarray(0, 100_000), bytes.subarray(100_000, 200_000)], failure);
  await expect(readUpload(post(half, { 'Content-Type': type }), 1_000_000)).rejects.toMatchObject({ code: 'uploadBroken' });
  expect(incoming()).toEqual([]);
});

it('takes a file with its name and the other fields, whichever come first', async () => {
  for (const order of [0, 1]) {
    const parts: [string, string | File][] = [['file', large], ['document', 'abc']];
    const { type, bytes } = await sent(formWith(...(order ? parts.reverse() : parts)));
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7000) }, (_, at) => bytes.subarray(at * 7000, (at + 1) * 7000));
    const upload = await readUpload(post(inParts(pieces), { 'Content-Type': type }), 300_000);
    expect([upload.fields, upload.name, upload.content.size]).toEqual([{ document: 'abc' }, large.name, 300_000]);
    expect(readFileSync(upload.content.path, 'utf8')).toBe('y'.repeat(300_000));
    await upload.content.discard();
  }
});

it('takes the first of several files, and reads the rest', async () => {
  const upload = await readUpload(post(formWith(['file', new File(['eins'], 'a.txt')], ['file', large])), 1000);
  expect([upload.name, upload.content.size]).toEqual(['a.txt', 4]);
});
