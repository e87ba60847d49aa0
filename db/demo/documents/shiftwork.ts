/** The long draft of the AG Sprachförderung: written by three, remarked on, shown to a partner and the guest. */
import type { DemoDocument } from './document';

export const shiftwork: DemoDocument = {
  key: 'schicht',
  group: 'sprachfoerderung',
  title: 'Deutsch lernen neben der Schicht',
  genre: 'position',
  labels: ['Haushalt', 'Schichtarbeit'],
  state: 'draft',
  by: 'kowalenko',
  days: -34,
  text: `
## Das Wichtigste in Kürze

> [!IMPORTANT]
> Wer in Schichten arbeitet, kann an den üblichen Sprachkursen nicht teilnehmen. Das Bündnis fordert Kurse, die sich nach dem Dienstplan richten, einen Zuschlag für kleine Gruppen und freie Stunden im Betrieb. Im ersten Jahr kostet das 1,4 Millionen Euro für das ganze Land.

## Ausgangslage

Von den Menschen, die seit 2015 nach Niedersachsen gekommen sind und Arbeit gefunden haben, arbeiten nach unseren Befragungen mehr als die Hälfte in Schichten: in der Pflege, in der Logistik, in der Schlachtung, in der Reinigung.[^umfrage] Die meisten Sprachkurse finden an vier Vormittagen in der Woche statt. Wer Früh-, Spät- und Nachtdienst im Wechsel hat, fehlt nach zwei Wochen zum ersten Mal und nach sechs Wochen ganz.

Das ist kein Mangel an Willen. Eine Teilnehmerin aus Vechta sagt es so:

> Ich will lernen. Aber mein Plan kommt am Donnerstag für die nächste Woche, und der Kurs steht seit August fest.

### Was wir gezählt haben

Im Frühjahr haben die Volkshochschulen 214 Personen gefragt, die einen Kurs abgebrochen haben.

| Grund für den Abbruch | Personen | Anteil |
| --- | --- | --- |
| Arbeitszeiten | 118 | 55 % |
| Kinderbetreuung | 47 | 22 % |
| Weg zum Kursort | 26 | 12 % |
| Niveau passte nicht | 23 | 11 % |

Arbeitszeiten sind der häufigste Grund, mit Abstand. Zur Kinderbetreuung hat das Bündnis bereits ein eigenes [Positionspapier zur Kinderbetreuung](dokument:kinder) verabschiedet.

### Wo Zeit ist

In einer Wechselschicht gibt es jede Woche Stunden, in denen ein Kurs stattfinden kann. Nur liegen sie jede Woche woanders.

⟦wochenplan⟧

## Was wir fordern

1. **Das Land** fördert Kurse, die denselben Unterricht am Vormittag und am Abend anbieten, sodass man von Woche zu Woche wechseln kann.
2. **Das Land** zahlt einen Zuschlag für Gruppen ab sechs Personen. Heute rechnen sich Kurse erst ab zwölf.
3. **Die Betriebe** geben zwei Stunden in der Woche frei und nennen die Dienstpläne zwei Wochen im Voraus.
4. **Die Kommunen** stellen Räume auch nach 20 Uhr zur Verfügung.

Wie Unterricht im Betrieb aussehen kann, beschreibt die AG Arbeit und Ausbildung in ihrem Konzept [Deutsch am Arbeitsplatz](dokument:betrieb).

## Begründung

### Doppelte Kurse

Zwei Gruppen, ein Lehrplan: Am Dienstagabend lernt die Gruppe dasselbe wie am Dienstagvormittag. Wer Spätschicht hat, kommt morgens, wer Frühschicht hat, abends. In Wilhelmshaven läuft das seit einem Jahr. Von 22 Teilnehmenden sind 19 bis zur Prüfung geblieben.[^whv]

### Kleine Gruppen

In der Fläche finden sich selten zwölf Menschen mit demselben Niveau und demselben Dienstplan. Mit sechs Personen beginnt ein Kurs im Schnitt fünf Wochen früher.

### Freie Stunden

Die Betriebe suchen Fachkräfte. Zwei Stunden in der Woche sind weniger, als eine Stelle kostet, die drei Monate unbesetzt bleibt.

## Was es kostet

| Vorschlag | Im ersten Jahr | Ab dem zweiten Jahr |
| --- | --- | --- |
| Doppelte Kurse an zwölf Orten | 780.000 € | 720.000 € |
| Zuschlag für kleine Gruppen | 540.000 € | 540.000 € |
| Räume am Abend | 80.000 € | 60.000 € |
| **Zusammen** | **1.400.000 €** | **1.320.000 €** |

## Was noch fehlt

- [x] Zahlen der Volkshochschulen
- [x] Gespräch mit dem Unternehmerverband
- [ ] Rückmeldung der Landesstelle zu den Kosten
- [ ] Beispiel aus der Pflege

[^umfrage]: Befragung von 1.120 Beschäftigten durch Mitglieder des Bündnisses, Herbst des letzten Jahres. Die Befragung ist nicht repräsentativ.
[^whv]: Auskunft des Trägers vom Februar. Ein Vergleich mit einer Gruppe ohne Wahl der Zeiten liegt nicht vor.
`,
  edits: [
    {
      by: 'yildiz',
      days: -20,
      changes: [
        ['fehlt nach zwei Wochen zum ersten Mal und nach sechs Wochen ganz', 'fehlt nach zwei Wochen zum ersten Mal und kommt nach sechs Wochen nicht mehr'],
        ['Zwei Stunden in der Woche sind weniger, als eine Stelle kostet, die drei Monate unbesetzt bleibt.', 'Zwei Stunden in der Woche kosten weniger als eine Stelle, die drei Monate unbesetzt bleibt. Die Teilnahme muss freiwillig sein, und niemand darf Nachteile haben, wenn ein Kurs nicht gelingt.'],
        ['## Was es kostet', '### Räume am Abend\n\nViele Schulen schließen um 18 Uhr. Wo der Hausdienst nicht länger bleiben kann, genügt ein Schlüssel und eine Vereinbarung, wie sie Sportvereine seit Jahrzehnten haben.\n\n## Was es kostet'],
      ],
    },
    {
      by: 'ahlers',
      days: -13,
      name: 'Stand vor der 7. Sitzung',
      changes: [
        ['geben zwei Stunden in der Woche frei und nennen die Dienstpläne zwei Wochen im Voraus', 'geben zwei Stunden in der Woche frei, davon eine bezahlt, und nennen die Dienstpläne möglichst zwei Wochen im Voraus'],
        ['- [ ] Beispiel aus der Pflege', '- [ ] Beispiel aus der Pflege\n- [ ] Klären, was für Betriebe mit weniger als zehn Beschäftigten gilt'],
      ],
    },
    {
      by: 'kowalenko',
      days: -2,
      changes: [
        ['in der Pflege, in der Logistik, in der Schlachtung, in der Reinigung', 'in der Pflege, in der Logistik, in der Lebensmittelindustrie, in der Reinigung'],
        ['Mit sechs Personen beginnt ein Kurs im Schnitt fünf Wochen früher.', 'Mit sechs Personen beginnt ein Kurs im Schnitt fünf Wochen früher. Wer früher beginnt, bleibt eher dabei.'],
        ['- [ ] Beispiel aus der Pflege\n', '- [x] Beispiel aus der Pflege\n'],
        [
          '## Was wir fordern',
          '### Ein Beispiel\n\nIm Pflegeheim „Haus am Deich“ tauschen vier Kolleginnen ihre Dienste so, dass immer zwei von ihnen in den Kurs gehen können. Nach neun Monaten haben alle vier die Prüfung bestanden. Möglich war das nur, weil die Hausleitung den Dienstplan mit dem Kursträger abgestimmt hat.\n\n## Was wir fordern',
        ],
      ],
    },
  ],
  comments: [
    { by: 'ahlers', days: -12, words: 'davon eine bezahlt', body: 'So hatten wir es in der 6. Sitzung besprochen. Ich kläre noch, ob der Unternehmerverband das mitträgt.' },
    { by: 'celik', days: -10, words: 'davon eine bezahlt', body: 'Für die meisten Betriebe ja. Für die kleinen brauchen wir einen eigenen Satz.', reply: true },
    { by: 'abbas', days: -9, words: 'Arbeitszeiten sind der häufigste Grund, mit Abstand.', body: 'Sollten wir sagen, dass 31 Personen mehrere Gründe genannt haben? Sonst fragt uns das jemand. @Oleksandra Kowalenko, hast du die Zahlen?' },
    { by: 'freytag', days: -6, words: 'Gruppen ab sechs Personen', body: 'Bei uns hat sich auch ein Kurs mit fünf Personen gehalten. Vielleicht „ab fünf“?', as: 'ankommen' },
    { by: 'kowalenko', days: -5, words: 'Gruppen ab sechs Personen', body: 'Danke, @Sabine Freytag! Ich nehme es in die nächste Sitzung mit.', reply: true },
    { by: 'koch', days: -8, words: 'in der Lebensmittelindustrie', body: 'Hier stand „Schlachtung“. Bitte den ganzen Bereich nennen.', settledBy: 'kowalenko' },
  ],
  shared: { days: -15, organisations: ['ankommen'], guests: ['oltmanns'] },
};
