/** Minutes in which something is public and something internal, for tests of what texts have. */
import { meetings, minutes, write } from '~db/client.server';
import type { MeetingId, MinutesId, TextId } from '~db/values';
import type { MinutesDocument } from '~/editor/document';
import { documentToUpdate } from '~/editor/shared-document';
import { createText } from '~/live/log.server';
import { agendaItem, minutes as document, paragraph, section } from '../editor/examples';
import { type Alliance, longAgo } from '../setup/alliance';

/** TOP 1 public with an internal passage, TOP 2 internal, TOP 3 public. */
export const mixed: MinutesDocument = document(
  section(
    agendaItem('1', 'Sprachkurse'),
    paragraph('Die Kurse beginnen im April.'),
    { type: 'internalPassage', content: [paragraph('Vertraulich bleibt der Preis.')] },
    paragraph('Räume stellt die Volkshochschule.'),
  ),
  section(agendaItem('2', 'Personal', true), paragraph('Geheim bleibt die Stelle.')),
  section(agendaItem('3', 'Verschiedenes'), paragraph('Der nächste Termin steht fest.')),
);

export type Made = { minutesId: MinutesId; meetingId: MeetingId; textId: TextId };

let meetingNumber = 0;

export async function makeMinutes(alliance: Alliance, content: MinutesDocument = mixed): Promise<Made> {
  meetingNumber += 1;
  return write(async (tx) => {
    const [meeting] = await tx
      .insert(meetings)
      .values({
        groupId: alliance.groupId,
        number: meetingNumber,
        startsAt: longAgo,
        endsAt: longAgo,
        createdAt: longAgo,
        createdBy: alliance.ids.lead,
      })
      .returning({ id: meetings.id });
    const textId = await createText(tx, 'minutes', documentToUpdate(content));
    const [row] = await tx
      .insert(minutes)
      .values({ meetingId: meeting!.id, groupId: alliance.groupId, textId, createdAt: longAgo })
      .returning({ id: minutes.id });
    return { minutesId: row!.id, meetingId: meeting!.id, textId };
  });
}
