/** Forms of meetings that take no more changes are not shown: the meeting itself says why. */
import { Rejected } from '~/services/errors';
import { redirectWith } from '~/services/notice.server';
import { meetingPath } from './address';
import type { Meeting } from './meetings.server';

/** What a form asks for; or the way to the meeting, with the reason, where the form could only be refused. */
export async function orToMeeting<Asked>(meeting: Pick<Meeting, 'number' | 'group'>, ask: () => Promise<Asked>): Promise<Asked> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    throw await redirectWith(meetingPath(meeting.group.slug, meeting.number), `meetings:${error.code}`);
  }
}
