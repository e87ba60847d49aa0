import { expect, it } from 'vitest';
import { pathForLog } from '~/services/log.server';

it.each([
  ['/kalender/abcDEF_-123.ics', '/kalender/…'],
  ['/Kalender/abcDEF_-123.ics', '/Kalender/…'],
  ['/einladung/geheim', '/einladung/…'],
  ['/passwort-neu/geheim.data', '/passwort-neu/…'],
  ['/einrichten/geheim/mehr', '/einrichten/…/mehr'],
])('keeps what opens something out of the log: %s', (path, said) => {
  expect(pathForLog(path)).toBe(said);
});

it.each(['/', '/konto/kalender', '/gruppen/sprache/sitzungen/1/kalender', '/kalender', '/einladungen/x'])('says %s as it is', (path) => {
  expect(pathForLog(path)).toBe(path);
});
