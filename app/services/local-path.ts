/**
 * A path of the portal, whatever was asked for: addresses that lead elsewhere (`//host`, `https:…`,
 * `/\host`) become the start page (OWASP: unvalidated redirects). Runs anywhere.
 */
export function localPath(asked: string | null | undefined): string {
  if (!asked || !/^\/(?![/\\])/.test(asked)) return '/';
  const url = new URL(asked, 'http://portal.invalid');
  return url.host === 'portal.invalid' ? url.pathname + url.search + url.hash : '/';
}
