/** The other documents of the AG Sprachförderung: in review, adopted, in a new edition, to tick off, thrown away. */
import type { DemoDocument } from './document';

const guidance = `
## Wohin mit welcher Frage?

| Frage | Erste Anlaufstelle |
| --- | --- |
| Welcher Kurs passt zu mir? | Sprachberatung der Volkshochschule |
| Wer bezahlt den Kurs? | Jobcenter oder Migrationsberatung |
| Wer passt auf mein Kind auf? | Träger des Kurses |
| Wo kann ich einfach nur sprechen? | Sprachcafé |

## Die Stufen

- **A1 und A2:** sich vorstellen, einkaufen, zum Arzt gehen
- **B1:** im Alltag zurechtkommen, eine Ausbildung beginnen
- **B2:** in den meisten Berufen arbeiten
- **C1:** studieren

## Wenn es keinen Platz gibt

Fragen Sie nach der Warteliste und nach Kursen im Nachbarort. In vielen Landkreisen gibt es Fahrkarten für den Weg zum Kurs.
`;

export const language: DemoDocument[] = [
  {
    key: 'leitfaden',
    group: 'sprachfoerderung',
    title: 'Leitfaden für Sprachcafés',
    genre: 'concept',
    labels: ['Sprachcafés'],
    state: 'in_review',
    by: 'tadesse',
    days: -60,
    text: `
## Worum es geht

Ein Sprachcafé ist ein Ort, an dem Menschen Deutsch sprechen, ohne bewertet zu werden. Es ersetzt keinen Kurs. Es gibt den Mut, das Gelernte zu gebrauchen.

Dieser Leitfaden richtet sich an alle, die ein Sprachcafé eröffnen oder weiterführen. Er sammelt, was sich an 18 Orten in Niedersachsen bewährt hat.

## Fünf Regeln

1. Wer kommt, muss nichts können und nichts mitbringen.
2. Jeder Satz zählt. Verbessert wird nur, wer darum bittet.
3. Über Politik und Religion darf man reden, überzeugen muss man niemanden.
4. Was am Tisch erzählt wird, bleibt am Tisch.
5. Zwei Menschen, die das Café tragen, sind immer da.

## Raum und Zeit

Ein Raum im Erdgeschoss mit Küche ist besser als ein schöner Saal im zweiten Stock. Einmal in der Woche zur selben Zeit ist besser als zweimal zu wechselnden Zeiten. Auch in den Ferien bleibt geöffnet: Gerade dann sind viele allein.

## Ein Nachmittag

| Zeit | Was geschieht | Wer |
| --- | --- | --- |
| 15:00 | Tee kochen, Tische stellen | die beiden Gastgebenden |
| 15:15 | Ankommen, Namensschilder | alle |
| 15:30 | Ein Thema, ein Bild, eine Frage | eine Person bereitet vor |
| 16:30 | Freies Gespräch | alle |
| 17:00 | Aufräumen, Verabredung für nächste Woche | alle |

## Wenn jemand Hilfe braucht

> [!IMPORTANT]
> Ein Sprachcafé berät nicht. Wer von einem Bescheid, von Gewalt oder von großer Not erzählt, braucht jemanden, der sich auskennt. Legen Sie die Liste der Beratungsstellen sichtbar aus und bieten Sie an, gemeinsam dort anzurufen.

## Ehrenamt braucht Rückhalt

Wer ein Sprachcafé trägt, hat Anspruch auf Erstattung der Auslagen und auf eine Fortbildung im Jahr. Alle zwei Monate treffen sich die Gastgebenden aus der Region. Was vor dem ersten Nachmittag zu tun ist, steht in der [Checkliste](dokument:checkliste).
`,
    edits: [
      {
        by: 'abbas',
        days: -30,
        changes: [
          ['Legen Sie die Liste der Beratungsstellen sichtbar aus und bieten Sie an, gemeinsam dort anzurufen.', 'Legen Sie die Liste der Beratungsstellen Ihres Landkreises sichtbar aus und bieten Sie an, gemeinsam dort anzurufen. Versprechen Sie nichts.'],
        ],
      },
      {
        by: 'tadesse',
        days: -14,
        name: 'Für die Prüfung',
        changes: [
          ['was sich an 18 Orten', 'was sich an 21 Orten'],
          ['Gerade dann sind viele allein.', 'Gerade dann sind viele allein. Kinder sind willkommen; eine dritte Person spielt mit ihnen.'],
        ],
      },
    ],
    shared: { days: -28, organisations: ['gefluechtetenrat'], guests: [] },
    visibility: 'public',
    review: {
      days: -9,
      lastDay: 9,
      silenceIsConsent: true,
      message: 'Der Leitfaden soll im Frühjahr gedruckt werden. Bitte sehen Sie sich vor allem den Abschnitt „Wenn jemand Hilfe braucht“ an.',
      organisations: ['ankommen', 'volkshochschulen', 'gefluechtetenrat', 'landeskirche', 'nachbarn'],
      answers: [
        { by: 'mueller', days: -7, answer: 'agree' },
        { by: 'abbas', days: -5, answer: 'agree_with_remarks', reason: 'Bitte die Telefonnummern der Beratungsstellen auf einer eigenen Seite zum Aufhängen beilegen.' },
      ],
      comments: [
        { by: 'bakker', days: -6, words: 'überzeugen muss man niemanden', body: 'Besser: „überzeugen soll man niemanden“? „Muss“ klingt, als dürfte man doch.' },
        { by: 'tadesse', days: -5, words: 'überzeugen muss man niemanden', body: 'Einverstanden, wenn es keine Einwände gibt.', reply: true },
        { by: 'abbas', days: -5, words: 'Versprechen Sie nichts.', body: 'Das ist der wichtigste Satz des Abschnitts und könnte an dessen Anfang stehen.', as: 'gefluechtetenrat' },
      ],
    },
  },
  {
    key: 'kinder',
    group: 'sprachfoerderung',
    title: 'Kinderbetreuung während der Sprachkurse',
    genre: 'position',
    labels: ['Haushalt', 'Kinderbetreuung'],
    state: 'adopted',
    by: 'yildiz',
    days: -160,
    text: `
## Das Wichtigste in Kürze

Mütter lernen später und seltener Deutsch als Väter, weil es während der Kurse keine Betreuung für ihre Kinder gibt. Das Bündnis fordert, dass zu jedem geförderten Kurs ein Angebot für Kinder unter drei Jahren gehört.

## Ausgangslage

In neun von zehn Kursen am Vormittag gibt es keine Betreuung.[^zahl] Ein Platz in der Kita hilft nur, wenn er zur Kurszeit passt und nicht erst in einem Jahr frei wird. Großeltern, die einspringen könnten, leben meist nicht in Deutschland.

## Was wir fordern

1. Jeder geförderte Kurs mit mehr als drei Kindern unter drei Jahren bekommt Mittel für eine Betreuungsperson.
2. Die Betreuung findet im selben Haus statt wie der Kurs.
3. Wer betreut, wird bezahlt und fortgebildet.

## Begründung

Eine Stunde Betreuung kostet im Schnitt 24 Euro. Bei sechs Kindern sind das 4 Euro je Kind und Stunde. Ein abgebrochener Kurs kostet 1.900 Euro und muss meist wiederholt werden.

## Wie es weitergeht

Die Arbeitsgruppe übergibt dieses Papier der Landesstelle und fragt nach einem halben Jahr nach.

[^zahl]: Abfrage bei 64 Trägern des Bündnisses, Mai dieses Jahres.
`,
    edits: [
      {
        by: 'kaya',
        days: -140,
        changes: [['Wer betreut, wird bezahlt und fortgebildet.', 'Wer betreut, wird nach Tarif bezahlt und fortgebildet.']],
      },
    ],
    visibility: 'alliance',
    review: {
      days: -125,
      lastDay: -111,
      silenceIsConsent: true,
      message: '',
      organisations: ['bildungsgewerkschaft', 'volkshochschulen', 'kreise', 'staedte', 'migrantinnen', 'ankommen'],
      answers: [
        { by: 'kaya', days: -124, answer: 'agree' },
        { by: 'mueller', days: -122, answer: 'agree' },
        { by: 'freytag', days: -120, answer: 'agree' },
        { by: 'dierks', days: -118, answer: 'agree_with_remarks', reason: 'Die Landkreise bitten darum, die Kosten der Räume eigens zu nennen.' },
        { by: 'brandes', days: -113, answer: 'abstain' },
      ],
    },
    adopted: -105,
  },
  {
    key: 'grundsaetze',
    group: 'sprachfoerderung',
    title: 'Zehn Grundsätze für gute Sprachkurse',
    genre: 'position',
    state: 'adopted',
    by: 'lueders',
    days: -300,
    text: `
Das Bündnis hat sich auf zehn Grundsätze verständigt. Sie gelten für alle Kurse, die seine Mitglieder anbieten, fördern oder empfehlen.

1. **Früh beginnen.** Zwischen Ankunft und erster Stunde liegen höchstens vier Wochen.
2. **Für alle offen.** Über die Teilnahme entscheidet nicht die Aussicht auf Bleibe.
3. **Nah am Leben.** Gelernt wird, was man morgen braucht.
4. **Gut erreichbar.** Wer länger als eine Stunde unterwegs ist, bekommt Hilfe für den Weg.
5. **Mit Kindern möglich.** Betreuung gehört dazu.
6. **Neben der Arbeit möglich.** Es gibt Kurse am Abend und am Wochenende.
7. **Fair bezahlt.** Lehrkräfte können von ihrer Arbeit leben.
8. **Alphabetisierung eigens.** Wer nicht lesen gelernt hat, lernt in kleinen Gruppen.
9. **Sprechen zählt.** Zu jedem Kurs gibt es einen Ort, an dem man das Gelernte gebraucht.
10. **Ehrlich gemessen.** Gezählt werden nicht Plätze, sondern Menschen, die ankommen.

> Sprache lernt man nicht, bevor man dazugehört, sondern indem man dazugehört.

Rückmeldungen nimmt die Arbeitsgruppe Sprachförderung gern entgegen.
`,
    visibility: 'public',
    review: {
      days: -280,
      lastDay: -262,
      silenceIsConsent: true,
      message: '',
      organisations: ['volkshochschulen', 'gewerkschaftsbund', 'unternehmen', 'landeskirche', 'bistum', 'ankommen', 'migrantinnen', 'land'],
      answers: [
        { by: 'mueller', days: -279, answer: 'agree' },
        { by: 'yildiz', days: -278, answer: 'agree' },
        { by: 'celik', days: -275, answer: 'agree' },
        { by: 'bakker', days: -274, answer: 'agree' },
        { by: 'freytag', days: -271, answer: 'agree' },
        { by: 'grote', days: -270, answer: 'agree' },
        { by: 'engelke', days: -265, answer: 'abstain' },
      ],
    },
    adopted: -255,
    published: -250,
  },
  {
    key: 'wegweiser1',
    group: 'sprachfoerderung',
    title: 'Wegweiser Sprachkurse',
    genre: 'other',
    labels: ['Beratung'],
    state: 'archived',
    by: 'mueller',
    days: -350,
    text: `
Für alle, die andere beraten: Wer hilft bei welcher Frage, und welche Stufe ist wofür nötig?
${guidance}`,
    visibility: 'alliance',
    review: {
      days: -335,
      lastDay: -321,
      silenceIsConsent: true,
      message: '',
      organisations: ['volkshochschulen', 'ankommen'],
      answers: [{ by: 'mueller', days: -333, answer: 'agree' }],
    },
    adopted: -315,
    archived: -24,
  },
  {
    key: 'wegweiser2',
    group: 'sprachfoerderung',
    title: 'Wegweiser Sprachkurse',
    genre: 'other',
    labels: ['Beratung'],
    state: 'draft',
    by: 'mueller',
    days: -22,
    text: `
Für alle, die andere beraten: Wer hilft bei welcher Frage, und welche Stufe ist wofür nötig?
${guidance}`,
    edits: [
      {
        by: 'koch',
        days: -11,
        changes: [
          ['| Wo kann ich einfach nur sprechen? | Sprachcafé |', '| Wo kann ich einfach nur sprechen? | Sprachcafé |\n| Ich arbeite in Schichten. Was nun? | Sprachberatung; fragen Sie nach Abendkursen |'],
          ['Fragen Sie nach der Warteliste und nach Kursen im Nachbarort.', 'Fragen Sie nach der Warteliste, nach Kursen im Nachbarort und nach Kursen im Internet.'],
          ['## Wenn es keinen Platz gibt', '## Wer nicht lesen gelernt hat\n\nFür Menschen, die nie eine Schule besucht haben, gibt es eigene Kurse mit kleinen Gruppen. Sie dauern länger und beginnen ohne Prüfung.\n\n## Wenn es keinen Platz gibt'],
        ],
      },
    ],
    edition: { number: 2, follows: 'wegweiser1' },
  },
  {
    key: 'checkliste',
    group: 'sprachfoerderung',
    title: 'Checkliste: Ein Sprachcafé eröffnen',
    genre: 'checklist',
    labels: ['Sprachcafés'],
    state: 'draft',
    by: 'tadesse',
    days: -18,
    text: `
Gehört zum [Leitfaden für Sprachcafés](dokument:leitfaden). Zum Ausdrucken und Abhaken.

## Sechs Wochen vorher

- [x] Zwei Gastgebende gefunden, die ein halbes Jahr dabeibleiben
- [x] Raum im Erdgeschoss mit Küche zugesagt
- [ ] Versicherung über den Träger geklärt

## Zwei Wochen vorher

- [ ] Plakate in vier Sprachen aufgehängt
- [ ] Beratungsstellen, Unterkünfte und Arztpraxen informiert
- [ ] Liste der Beratungsstellen des Landkreises ausgedruckt

## Am ersten Nachmittag

- [ ] Tee, Kaffee, Wasser, etwas Süßes
- [ ] Namensschilder und dicke Stifte
- [ ] Ein Bild oder ein Gegenstand, über den man reden kann
- [ ] Eine Kiste mit Spielzeug
`,
    edits: [
      {
        by: 'brandes',
        days: -4,
        changes: [['- [ ] Versicherung über den Träger geklärt', '- [x] Versicherung über den Träger geklärt\n- [ ] Schlüssel für drei Personen']],
      },
    ],
    comments: [
      { by: 'bakker', days: -3, words: 'Plakate in vier Sprachen aufgehängt', body: 'Die Plakate haben wir in sechs Sprachen. Soll ich sie schicken, @Dr. Hanna Lüders?' },
    ],
  },
  {
    key: 'kursordnung',
    group: 'sprachfoerderung',
    title: 'Stellungnahme zur neuen Kursordnung',
    genre: 'statement',
    state: 'draft',
    by: 'kowalenko',
    days: -45,
    text: `
## Anlass

Die Landesstelle hat den Entwurf einer neuen Kursordnung angekündigt und die Verbände um Stellungnahme gebeten.

## Unsere Haltung

Der Entwurf ist inzwischen zurückgezogen. Diese Stellungnahme wird nicht gebraucht.
`,
    trashed: -7,
  },
];
