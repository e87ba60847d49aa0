/** A document as a file, in the format its address names. */
import { handsOut } from '~/access/page.server';
import { NotFound } from '~/services/errors';
import { exportResponse } from '~/texts/export/export.server';
import { formatIn } from '~/texts/export/formats';
import { documentExport } from './export.server';
import { documentIn } from './place';

export const loader = handsOut(async ({ actor, params, request, language }) => {
  const format = formatIn(params.format, new URL(request.url).searchParams);
  if (!format) throw new NotFound();
  const { exported, name } = await documentExport(actor, documentIn(params), language);
  return exportResponse(exported, format, name);
});

/** Makes it a page, so that who may not have the file is told so as everywhere. */
export default function NoFile() {
  return null;
}
