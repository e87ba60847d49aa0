/** Documents of other groups. */
import type { DemoDocument } from './document';

export const elsewhere: DemoDocument[] = [
  {
    key: 'betrieb',
    group: 'arbeit-und-ausbildung',
    title: 'Deutsch am Arbeitsplatz',
    genre: 'concept',
    labels: ['Betriebe'],
    state: 'draft',
    by: 'ahlers',
    days: -50,
    text: `
## Worum es geht

Zwei Stunden Unterricht in der Woche, im Betrieb, mit den Wörtern des Betriebs. Die Lehrkräfte stellen die Volkshochschulen, die Betriebe stellen Raum und Zeit.

## Ziel

In einem Jahr machen 15 Betriebe mit, und von denen, die begonnen haben, sind zwei Drittel noch dabei.

## So läuft es ab

1. Der Betrieb nennt eine Person, die sich kümmert.
2. Die Volkshochschule stellt fest, wer auf welcher Stufe steht.
3. Der Unterricht beginnt mit dem, was am Arbeitsplatz gesagt wird: Anweisungen, Sicherheit, Pausengespräch.
4. Nach zwölf Wochen setzen sich alle zusammen und entscheiden, wie es weitergeht.

## Wer macht was

| Aufgabe | Wer | Bis wann |
| --- | --- | --- |
| Betriebe ansprechen | Handwerkskammer, Unternehmerverband | Ende des Winters |
| Lehrkräfte gewinnen | Volkshochschulen | Beginn der Kurse |
| Freistellung klären | Gewerkschaftsbund | vor Beginn |

## Was schiefgehen kann

Kleine Betriebe können niemanden freistellen. Für sie gibt es gemeinsame Kurse, an einem Ort, den alle gut erreichen.
`,
    edits: [
      {
        by: 'celik',
        days: -16,
        changes: [['sind zwei Drittel noch dabei', 'sind drei Viertel noch dabei']],
      },
    ],
    shared: { days: -15, organisations: ['unternehmen', 'handwerk'], guests: [] },
  },
  {
    key: 'wohnung',
    group: 'wohnen',
    title: 'Vom Wohnheim in die eigene Wohnung',
    genre: 'statement',
    state: 'adopted',
    by: 'peters',
    days: -150,
    text: `
## Anlass

Die Städtekonferenz hat um eine Stellungnahme zu ihren Leitlinien für den Auszug aus den Wohnheimen gebeten.

## Unsere Haltung

Wir begrüßen, dass die Leitlinien eine feste Ansprechperson vorsehen. Wir bitten darum, die Frist von drei Monaten auf sechs zu verlängern.

## Zu den einzelnen Punkten

### Frist

Drei Monate reichen auf dem jetzigen Markt nicht. Von 80 Haushalten, die wir begleitet haben, brauchten 52 länger.

### Bürgschaften

Vermieterinnen und Vermieter fragen zuerst nach Sicherheit. Eine Bürgschaft der Kommune kostet wenig und öffnet viele Türen.
`,
    review: {
      days: -130,
      lastDay: -116,
      silenceIsConsent: false,
      message: '',
      organisations: ['mieter', 'staedte', 'samariter'],
      answers: [
        { by: 'ibrahimi', days: -128, answer: 'agree' },
        { by: 'peters', days: -125, answer: 'abstain' },
        { by: 'fedorenko', days: -120, answer: 'agree' },
      ],
    },
    adopted: -112,
  },
];
