/** The log of the process: one JSON object a line, without secrets. */
import { pino } from 'pino';

export const log = pino({
  level: process.env.NODE_ENV === 'test' ? 'silent' : 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['email', 'token', 'password', '*.email', '*.token', '*.password'],
});
