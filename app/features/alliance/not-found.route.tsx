import { data } from '@remix-run/node';
import { open } from '~/access/page.server';
import { SignInRequired } from '~/services/errors';
import { ErrorPage } from '~/ui/ErrorPage';

/** Visitors are sent to sign in whether a page exists or not, so that the answer tells them nothing. */
export const loader = open(async ({ actor }) => {
  if (actor.kind === 'visitor') throw new SignInRequired();
  throw data(null, { status: 404 });
});

export default function Missing() {
  return <ErrorPage status={404} />;
}
