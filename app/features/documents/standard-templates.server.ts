/** The templates a new portal begins with, in German as the papers are that are made of them. */
import type { DocumentGenre } from '~db/values';
import type { PaperDocument } from '~/editor/document';
import { settings } from '~/services/settings.server';
import { importText } from '~/texts/import/import.server';

type StandardTemplate = { name: string; hint: string; genre: DocumentGenre; text: string };

const templates: readonly StandardTemplate[] = [
  {
    name: 'Positionspapier',
    hint: 'Was das Bündnis fordert und warum: mit Lage, Forderungen und Begründung.',
    genre: 'position',
    text: `
## Das Wichtigste in Kürze

> [!NOTE]
> Drei bis fünf Sätze, die auch ohne den Rest verständlich sind: Worum geht es, was fordern wir, von wem? Viele lesen nur diesen Abschnitt. Schreiben Sie ihn zuletzt, und löschen Sie diesen Hinweis.

## Ausgangslage

> [!NOTE]
> Was ist der Fall, wen betrifft es, seit wann? Zahlen mit Quelle als Fußnote. Ein Beispiel aus der Praxis überzeugt mehr als drei allgemeine Sätze.

## Was wir fordern

> [!IMPORTANT]
> Jede Forderung nennt, wer etwas tun soll, und bis wann. Eine Forderung, ein Punkt.

1. Das Land …
2. Die Kommunen …
3. Wir selbst …

## Begründung

> [!NOTE]
> Zu jeder Forderung ein Absatz, in derselben Reihenfolge. Nennen Sie auch, was dagegen spricht, und wie Sie darauf antworten.

## Was es kostet und wer es trägt

| Vorschlag | Kosten im Jahr | Wer trägt sie? |
| --- | --- | --- |
| | | |

## Wie es weitergeht

> [!NOTE]
> Wem übergeben wir das Papier, wann sprechen wir wieder darüber, woran erkennen wir, dass sich etwas geändert hat?
`,
  },
  {
    name: 'Stellungnahme',
    hint: 'Antwort auf einen Entwurf oder eine Anhörung, meist mit fester Frist.',
    genre: 'statement',
    text: `
## Anlass

> [!NOTE]
> Zu welchem Entwurf äußern wir uns, in welcher Fassung, und wer hat uns darum gebeten? Frist und Aktenzeichen gehören hierher.

## Unsere Haltung

> [!IMPORTANT]
> In zwei Sätzen: Wir begrüßen …, wir lehnen ab …, wir bitten um Änderung von …

## Zu den einzelnen Regelungen

### Zu § …

**Was vorgesehen ist:**

**Was wir davon halten:**

**Was wir vorschlagen:**

> [!NOTE]
> Für jede Regelung, zu der Sie etwas sagen, ein Abschnitt wie dieser. Schlagen Sie einen Wortlaut vor, wo es geht.

## Was im Entwurf fehlt

## Wer diese Stellungnahme trägt

> [!NOTE]
> Die Organisationen, die mitzeichnen, ergeben sich aus der Prüfung. Hier steht, wer sie erarbeitet hat und wer Rückfragen beantwortet.
`,
  },
  {
    name: 'Konzept',
    hint: 'Für ein Vorhaben: Ziel, Zielgruppe, Ablauf, Zuständigkeiten, Kosten.',
    genre: 'concept',
    text: `
## Worum es geht

> [!NOTE]
> Ein Absatz für alle, die noch nie davon gehört haben.

## Ziel

> [!IMPORTANT]
> Was soll in einem Jahr anders sein? Woran erkennen wir es, ohne lange zu messen?

## Für wen

> [!NOTE]
> Wen wollen wir erreichen, und was hindert diese Menschen bisher? Fragen Sie sie, bevor Sie weiterschreiben.

## So läuft es ab

1. Vorbereitung:
2. Start:
3. Laufender Betrieb:
4. Auswertung:

## Wer macht was

| Aufgabe | Wer | Bis wann |
| --- | --- | --- |
| | | |

## Was wir brauchen

- Räume:
- Menschen und ihre Zeit:
- Geld:

## Was schiefgehen kann

> [!NOTE]
> Zwei oder drei Risiken genügen, jeweils mit dem, was wir dann tun.
`,
  },
  {
    name: 'Checkliste',
    hint: 'Zum Abhaken, damit nichts vergessen wird: für Veranstaltungen und wiederkehrende Arbeiten.',
    genre: 'checklist',
    text: `
Zum Ausdrucken und Abhaken.

> [!NOTE]
> Ein Punkt ist etwas, das eine Person an einem Tag erledigen kann. Schreiben Sie dazu, wer es übernimmt. Was in der Sitzung verabredet wird, gehört als Aufgabe ins Protokoll.

## Vier Wochen vorher

- [ ] Ziel und Zielgruppe geklärt
- [ ] Ort und Zeit festgelegt, Weg ohne Stufen geprüft
- [ ] Einladung verschickt

## Eine Woche vorher

- [ ] Anmeldungen gezählt
- [ ] Dolmetschen und Kinderbetreuung bestätigt
- [ ] Material beschafft

## Am Tag selbst

- [ ] Wegweiser und Namensschilder
- [ ] Wer begrüßt, wer schreibt mit?

## Danach

- [ ] Dank an alle, die geholfen haben
- [ ] Was hat gut geklappt, was nicht?
- [ ] Ergebnisse an die Arbeitsgruppe
`,
  },
];

/** The standard templates with their texts, in the order in which they are offered. */
export const standardTemplates = (): Promise<(Omit<StandardTemplate, 'text'> & { paper: PaperDocument })[]> =>
  Promise.all(
    templates.map(async ({ text, ...template }) => {
      const titled = Buffer.from(`# ${template.name}\n${text}`);
      const { document } = await importText(titled, 'template.md', { portal: settings().baseUrl });
      return { ...template, paper: document };
    }),
  );
