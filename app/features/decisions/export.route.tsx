/** The register of a group as a file: what its list shows with the same filter. */
import { handsOut } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { filterIn } from './decisions';
import { registerFile } from './export.server';
import { registerOfGroup } from './registers.server';

export const loader = handsOut(async ({ actor, params, request, language }) => {
  const group = await registerOfGroup(actor, params.group);
  const title = translator(language, 'decisions')('list.pageTitle', { group: group.name });
  const filter = { ...filterIn(request), gruppe: undefined };
  return registerFile({ registers: [group], filter, language, title }, params.format);
});

/** Makes it a page, so that who may not have the file is told so as everywhere. */
export default function NoFile() {
  return null;
}
