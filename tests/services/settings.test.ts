import { describe, expect, it } from 'vitest';
import { SettingsError, readSettings } from '~/services/settings.server';

describe('settings', () => {
  it.each([
    [{ PORT: 'abc' }, 'PORT="abc"'],
    [{ PORT: '70000' }, 'PORT="70000"'],
    [{ BASE_URL: 'portal.example' }, 'BASE_URL="portal.example"'],
    [{ BASE_URL: 'ftp://portal.example' }, 'BASE_URL="ftp://portal.example"'],
    [{ SMTP_URL: 'http://mail.example' }, 'SMTP_URL="http://mail.example"'],
    [{ CLAMD: '127.0.0.1:3310' }, 'CLAMD="127.0.0.1:3310"'],
    [{ CLAMD: 'unix:clamd.sock' }, 'CLAMD="unix:clamd.sock"'],
    [{ GROUP_FILES_MB: '0' }, 'GROUP_FILES_MB="0"'],
  ])('refuse %o in one line that names it', (env, named) => {
    expect(() => readSettings(env)).toThrow(SettingsError);
    expect(() => readSettings(env)).toThrow(named);
    expect(() => readSettings(env)).not.toThrow(/\n/);
  });

  it('serve this machine only, as long as nothing else is said', () => {
    expect(readSettings({})).toMatchObject({ host: '127.0.0.1', port: 3000, localOnly: true, secure: false });
  });

  it('count an empty value as not given', () => {
    expect(readSettings({ SMTP_URL: '', BASE_URL: '' })).toMatchObject({ smtpUrl: undefined, localOnly: true });
  });

  it.each([
    ['tcp://127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
    ['unix:/run/clamd.sock', { path: '/run/clamd.sock' }],
    ['', undefined],
  ])('know where the virus scanner listens: %j', (given, clamd) => {
    expect(readSettings({ CLAMD: given }).clamd).toEqual(clamd);
  });

  it('know from the address whether cookies must be secure', () => {
    expect(readSettings({ BASE_URL: 'https://portal.example/' })).toMatchObject({
      baseUrl: 'https://portal.example',
      secure: true,
    });
  });
});
