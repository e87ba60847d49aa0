/** Files of the example: what its groups have to read before they meet, and the picture in one of its documents. */
import { Readable } from 'node:stream';
import { receive } from '~/services/files/store.server';
import { type Tx, files } from '../client.server';
import type { FileKind } from '../values';
import { documentId, pictureName } from './documents';
import { drawPicture, pictureSize } from './documents/picture';
import { demoId } from './ids';
import { meetingId } from './meetings';
import { personId } from './people';

const guide = `# Leitfaden für Sprachcafés

Entwurf, Stand vor der Sitzung. Bitte lesen und Anmerkungen mitbringen.

## Wozu ein Sprachcafé?
Deutsch sprechen, ohne bewertet zu werden. Wer kommt, muss nichts können und nichts mitbringen.

## Raum und Zeit
- Ein Raum im Erdgeschoss, gut zu finden, mit Küche.
- Einmal in der Woche zur selben Zeit, auch in den Ferien.
- Kinder sind willkommen; eine zweite Person spielt mit ihnen.

## Wer lädt ein?
Zwei Ehrenamtliche sind immer da. Eine von ihnen kennt die Beratungsstellen am Ort.
`;

const places = `Ort;Raum;Plätze;Wochentag;Uhrzeit
Hannover;Haus der Begegnung;24;Dienstag;15:00
Nienburg;Stadtbibliothek;16;Mittwoch;16:30
Lingen;Gemeindehaus am Markt;20;Donnerstag;15:30
Uelzen;Alte Post;12;Freitag;10:00
`;

type DemoFile = Pick<typeof files.$inferInsert, 'meetingId' | 'documentId' | 'width' | 'height' | 'inline'> & {
  by: string;
  name: string;
  kind: FileKind;
  bytes: Buffer;
};

const eighth = meetingId('sprachfoerderung', 8);

const demoFiles = (): DemoFile[] => [
  { meetingId: eighth, by: 'tadesse', name: 'Leitfaden für Sprachcafés (Entwurf).md', kind: 'md', bytes: Buffer.from(guide) },
  { meetingId: eighth, by: 'yildiz', name: 'Sprachcafés – Orte und Zeiten.csv', kind: 'csv', bytes: Buffer.from(places) },
  { documentId: documentId('schicht'), by: 'kowalenko', name: pictureName, kind: 'png', bytes: drawPicture(), inline: true, ...pictureSize },
];

type Kept = Omit<DemoFile, 'bytes'> & { size: number; sha256: string };

/** Puts the content on disk, before anything of it is in the database. */
export const keepFiles = (): Promise<Kept[]> =>
  Promise.all(
    demoFiles().map(async ({ bytes, ...file }) => {
      const content = await receive(Readable.from([bytes]), bytes.length, file.name);
      await content.keep();
      return { ...file, size: content.size, sha256: content.sha256 };
    }),
  );

export async function fillFiles(tx: Tx, kept: readonly Kept[]): Promise<void> {
  await tx.insert(files).values(
    kept.map(({ by, ...file }) => ({
      ...file,
      id: demoId('file', file.name),
      uploadedBy: personId(by),
      uploadedAt: new Date(),
    })),
  );
}
