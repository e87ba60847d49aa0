/**
 * What the portal is told from outside. Read once, checked by zod; a wrong value stops the start
 * with one clear line. The README lists the same names.
 */
import { resolve } from 'node:path';
import { z } from 'zod';

/** `tcp://127.0.0.1:3310` or `unix:/run/clamd.sock` as the place to connect to; null where it is neither. */
function scannerAddress(text: string) {
  const [, path] = /^unix:(\/.+)$/.exec(text) ?? [];
  if (path) return { path };
  const [, host, port] = /^tcp:\/\/([^/:]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(text) ?? [];
  return host ? { host: host.replace(/[[\]]/g, ''), port: Number(port) } : null;
}

const schema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('data'),
    BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    CLAMD: z
      .string()
      .transform(scannerAddress)
      .pipe(z.union([z.object({ path: z.string() }), z.object({ host: z.string(), port: z.number() })], 'expected tcp://host:port or unix:/path'))
      .optional(),
    GROUP_FILES_MB: z.coerce.number().int().min(1).default(2048),
  })
  .transform((env) => ({
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.DATA_DIR),
    databaseFile: resolve(env.DATA_DIR, 'portal.sqlite'),
    outboxDir: resolve(env.DATA_DIR, 'outbox'),
    /** Without a slash at the end. */
    baseUrl: (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    /** BASE_URL was not given: the portal runs on this machine only, under any loopback name. */
    localOnly: env.BASE_URL === undefined,
    secure: env.BASE_URL?.startsWith('https:') ?? false,
    smtpUrl: env.SMTP_URL,
    /** Where the virus scanner listens, if there is one. */
    clamd: env.CLAMD,
    /** How much all files of a group may take together. */
    groupFileBytes: env.GROUP_FILES_MB * 2 ** 20,
  }));

export type Settings = z.output<typeof schema>;

/** A setting is wrong; the message is one line for the person who starts the portal. */
export class SettingsError extends Error {}

/**
 * @param env the environment, or what a test puts in its place; an empty value counts as not given
 * @throws SettingsError naming the setting and what is wrong with it
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const name = String(issue.path[0]);
  throw new SettingsError(`${name}="${env[name]}" is not valid: ${issue.message}`);
}

let read: Settings | undefined;

/** The settings of this process. */
export function settings(): Settings {
  read ??= readSettings(process.env);
  return read;
}

/** Puts other settings in force; for a start on a free port, and for tests. */
export function useSettings(changed: Partial<Settings>): void {
  read = { ...settings(), ...changed };
}
