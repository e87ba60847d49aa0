/** The register of a group as a file: what its list shows with the same filter. */
import { handsOut } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { filterIn } from './decisions';
import { registerAsCsv } from './export.server';
import { registerOfGroup } from './registers.server';

export const loader = handsOut(async ({ actor, params, request, language }) => {
  const group = await registerOfGroup(actor, params.group);
  const name = translator(language, 'decisions')('list.pageTitle', { group: group.name });
  return registerAsCsv([group], { ...filterIn(request), gruppe: undefined }, language, name);
});

/** Makes it a page, so that who may not have the file is told so as everywhere. */
export default function NoFile() {
  return null;
}
