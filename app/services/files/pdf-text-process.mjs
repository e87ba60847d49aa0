/**
 * Reads the words of one PDF and ends, in a process of its own (`pdf-text.server.ts` starts it and watches over it):
 * a PDF is nobody's friend, and whatever it does to its reader ends this process alone. Plain JavaScript, so that
 * every Node runs it as it is.
 */
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

async function textOf({ path, characters }) {
  const pdf = await getDocument({
    data: new Uint8Array(readFileSync(path)),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  }).promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages && text.length < characters; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
    text += '\n';
    page.cleanup();
  }
  return text.slice(0, characters);
}

process.once('message', async (job) => {
  try {
    process.send({ text: await textOf(job) });
  } catch (error) {
    process.send({ error: String(error?.message ?? error) });
  }
  process.disconnect();
});
// The portal is gone: nobody asks any more.
process.on('disconnect', () => process.exit(0));
