/** The log of the process: one JSON object a line, without secrets. */
import { pino } from 'pino';

export const log = pino({
  level: process.env.NODE_ENV === 'test' ? 'silent' : 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['email', 'token', 'password', '*.email', '*.token', '*.password'],
});

/** Paths whose next part is a secret that opens something. */
const secretPaths = /^(\/(?:kalender|einladung|passwort-neu|einrichten)\/)[^/]+/i;

/** A path as the log may hold it: without the tokens of links and calendars. */
export const pathForLog = (path: string): string => path.replace(secretPaths, '$1…');
