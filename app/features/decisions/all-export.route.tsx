/** The registers of all groups one may read as a file: what their list shows with the same filter. */
import { handsOut } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { filterIn } from './decisions';
import { registerAsCsv } from './export.server';
import { registersOf } from './registers.server';

export const loader = handsOut(async ({ actor, request, language }) =>
  registerAsCsv(await registersOf(actor), filterIn(request), language, translator(language, 'decisions')('all.title')),
);

/** Makes it a page, so that who may not have the file is told so as everywhere. */
export default function NoFile() {
  return null;
}
