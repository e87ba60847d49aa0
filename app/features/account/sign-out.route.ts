import { redirect } from '@remix-run/node';
import { open } from '~/access/page.server';
import { redirectWith } from '~/services/notice.server';
import { signOut } from './sign-in.server';

export const action = open(async ({ request }) => {
  const cookie = await signOut(request.headers.get('Cookie'));
  return redirectWith('/anmelden', 'account:signedOut', {}, [cookie]);
});

export const loader = () => redirect('/');
