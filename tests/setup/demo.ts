/** A portal with the example alliance, served, and its people with a browser of their own. */
import { fillDemo } from '~db/demo';
import { personId } from '~db/demo/people';
import { type Visit, openBrowser } from './browser';
import { type ServedPortal, cookieOf, servePortal } from './portal';

/**
 * Who stands for which role; all of them in the AG Sprachförderung, where a group is meant. The
 * partners speak for the Wohlfahrtsverband Ankommen and the Rat für Geflüchtete.
 */
const cast = {
  office: 'behrends',
  lead: 'lueders',
  secretary: 'yildiz',
  member: 'kowalenko',
  guest: 'oltmanns',
  partner: 'freytag',
  otherPartner: 'haddad',
  newcomer: 'jansen',
} as const;

export type DemoRole = keyof typeof cast;

export type Demo = ServedPortal & {
  /** Somebody of that role, signed in; or a visitor. */
  as: (role: DemoRole | 'visitor', options?: Omit<Parameters<typeof openBrowser>[0], 'url' | 'cookie'>) => Promise<Visit>;
};

export const space = '/gruppen/sprachfoerderung';

/** @param more fills in what the test needs besides */
export async function serveDemo({ more }: { more?: () => Promise<void> } = {}): Promise<Demo> {
  const cookies = {} as Record<DemoRole, string>;
  const portal = await servePortal({
    fill: async () => {
      await fillDemo();
      await more?.();
      for (const [role, key] of Object.entries(cast)) cookies[role as DemoRole] = await cookieOf(personId(key));
    },
  });
  return Object.assign(portal, {
    as: (role: DemoRole | 'visitor', options = {}) =>
      openBrowser({ url: portal.url, ...options, ...(role === 'visitor' ? {} : { cookie: cookies[role] }) }),
  });
}
