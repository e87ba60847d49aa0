import { data } from '@remix-run/node';
import { open } from '~/access/page.server';
import { SignInRequired } from '~/services/errors';

/** Visitors are sent to sign in whether a page exists or not, so that the answer tells them nothing. */
export const loader = open(async ({ actor }) => {
  if (actor.kind === 'visitor') throw new SignInRequired();
  throw data(null, { status: 404 });
});

/** Makes it a page, so that what is thrown above is shown as one. */
export default function Missing() {
  return null;
}
