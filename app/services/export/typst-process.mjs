/**
 * Sets documents with Typst, in a process of its own (`typst.server.ts` starts and ends it): setting is
 * one long call, and whatever goes wrong in native code ends this process alone. Plain JavaScript, so
 * that every Node runs it as it is. No document is trusted: what people wrote comes as data, never as Typst.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve as resolvePath } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const { resolve } = createRequire(import.meta.url);

/** Fira Sans is the portal's own; DejaVu has most other scripts and signs, Noto Emoji the pictures. */
const fonts = [
  '@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf',
  '@expo-google-fonts/fira-sans/400Regular_Italic/FiraSans_400Regular_Italic.ttf',
  '@expo-google-fonts/fira-sans/600SemiBold/FiraSans_600SemiBold.ttf',
  '@expo-google-fonts/fira-sans/600SemiBold_Italic/FiraSans_600SemiBold_Italic.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
].map((file) => readFileSync(resolve(file)));

/** The characters a TrueType font has: its tables `cmap` of the formats 4 and 12. */
function charactersOf(font) {
  const characters = new Set();
  const tables = font.readUInt16BE(4);
  const entry = Array.from({ length: tables }, (_, index) => 12 + index * 16).find(
    (at) => font.toString('latin1', at, at + 4) === 'cmap',
  );
  const cmap = font.readUInt32BE(entry + 8);
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(at);
    if (format === 12) {
      for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
        const [from, to] = [font.readUInt32BE(at + 16 + group * 12), font.readUInt32BE(at + 20 + group * 12)];
        for (let character = from; character <= to; character++) characters.add(character);
      }
    }
    if (format === 4) {
      const segments = font.readUInt16BE(at + 6) / 2;
      for (let segment = 0; segment < segments; segment++) {
        const to = font.readUInt16BE(at + 14 + segment * 2);
        const from = font.readUInt16BE(at + 16 + (segments + segment) * 2);
        for (let character = from; character <= to && character < 0xffff; character++) characters.add(character);
      }
    }
  }
  return characters;
}

const known = new Set(fonts.flatMap((font) => [...charactersOf(font)]));
const replacement = '\uFFFD';
/** What steers a text and is not seen; Typst has no need of it, and PDF/A and PDF/UA refuse some of it. */
const unseen = /(?![\n\u00AD\u200C-\u200F])[\p{Cc}\p{Cf}]/gu;
/** A sign for each place of a private area means something else to everyone. */
const isShown = (character) => known.has(character.codePointAt(0)) && !/\p{Co}/u.test(character);
const isSteering = (character) => /[\n\p{Cf}\p{Mn}]|\uFE0F/u.test(character);

/** A text of which every character can be set. @param missing is told what was replaced */
function settable(text, missing) {
  const shown = text.replace(unseen, '');
   
  if (/^[\n\u0020-\u007E\u00A0-\u00FF]*$/.test(shown)) return shown;
  return [...shown]
    .map((character) => {
      if (isSteering(character) || isShown(character)) return character;
      missing.add(character);
      return replacement;
    })
    .join('');
}

/** A folder that does not exist: a template sees what it is given, and no file of this machine. */
const nowhere = resolvePath('/nowhere');
const compiler = NodeCompiler.create({ workspace: nowhere, fontArgs: [{ fontBlobs: fonts }] });

/** @returns the PDF, or what is wrong */
function set({ template, data, images, standard, at }) {
  const missing = new Set();
  const told = JSON.stringify(data, (_key, value) => (typeof value === 'string' ? settable(value, missing) : value));
  compiler.resetShadow();
  for (const { name, bytes } of images) compiler.mapShadow(join(nowhere, name), Buffer.from(bytes));
  compiler.mapShadow(join(nowhere, 'sheet.json'), Buffer.from(told));
  const result = compiler.compile({ mainFileContent: template, resetRead: true });
  const error = result.takeError();
  if (error) return { error: JSON.stringify(compiler.fetchDiagnostics(error)) };
  const pages = result.result.numOfPages;
  const pdf = compiler.pdf(result.result, { ...(standard ? { pdfStandard: standard } : {}), creationTimestamp: at });
  return { pdf, pages, missing: [...missing] };
}

process.on('message', (job) => {
  let answer;
  try {
    answer = set(job);
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  compiler.evictCache(0);
  process.send(answer);
});
// The portal is gone: nobody asks any more.
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
