/** A meeting as a file that calendars take in. */
import { handsOut } from '~/access/page.server';
import { attachment, fileName } from '~/services/export/file-name';
import { translator } from '~/services/i18n/translate.server';
import { meetingByNumber } from './meetings.server';
import { meetingFile } from './published.server';

export const loader = handsOut(async ({ actor, params, language }) => {
  const meeting = await meetingByNumber(params.group, params.number);
  const file = await meetingFile(actor, meeting, language);
  const name = translator(language, 'meetings')('pageTitle', { number: meeting.number, group: meeting.group.name });
  return new Response(file, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': attachment(fileName(name, 'ics')),
    },
  });
});

/** Makes it a page, so that who may not have the file is told so as everywhere. */
export default function NoFile() {
  return null;
}
