import { redirect } from '@remix-run/node';
import { open } from '~/access/page.server';
import { noticePath } from '~/ui/notice';
import { signOut } from './sign-in.server';

export const action = open(async ({ request }) => {
  const cookie = await signOut(request.headers.get('Cookie'));
  return redirect(noticePath('/anmelden', 'account:signedOut'), { headers: { 'Set-Cookie': cookie } });
});

export const loader = () => redirect('/');
