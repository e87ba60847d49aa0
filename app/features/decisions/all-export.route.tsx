/** The registers of all groups one may read as a file: what their list shows with the same filter. */
import { handsOut } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { filterIn } from './decisions';
import { registerFile } from './export.server';
import { registersOf } from './registers.server';

export const loader = handsOut(async ({ actor, params, request, language }) => {
  const registers = await registersOf(actor);
  const title = translator(language, 'decisions')('all.title');
  return registerFile({ registers, filter: filterIn(request), language, title }, params.format);
});

/** Makes it a page, so that who may not have the file is told so as everywhere. */
export default function NoFile() {
  return null;
}
