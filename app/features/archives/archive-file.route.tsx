/** The zip with all of a group, streamed from disk to whoever had it packed. */
import { createReadableStreamFromReadable } from '@remix-run/node';
import { handsOut } from '~/access/page.server';
import { groupBySlug } from '~/features/groups/groups.server';
import { attachment, fileName } from '~/services/export/file-name';
import { archiveId } from './archives';
import { archiveFile } from './archives.server';

export const loader = handsOut(async ({ actor, params }) => {
  const group = await groupBySlug(params.group);
  const { file, size, name } = await archiveFile(actor, group.id, archiveId.parse(params.archive));
  return new Response(createReadableStreamFromReadable(file.createReadStream()), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(size),
      'Content-Disposition': attachment(fileName(name, 'zip')),
    },
  });
});

/** Makes it a page, so that who may not have the file is told so as everywhere. */
export default function NoFile() {
  return null;
}
