/** Meetings of the AG Arbeit und Ausbildung. */
import type { DemoMeeting } from './meeting';

const kammer = 'Handwerkskammer, Großer Saal, Burgplatz 2, Braunschweig';

export const work: DemoMeeting[] = [
  {
    group: 'arbeit-und-ausbildung',
    number: 1,
    days: -310,
    from: '10:00',
    to: '12:00',
    place: kammer,
    minutes: 'approved',
    text: `
## I Begrüßung und Ziele | celik | 20
Herr Çelik begrüßt die Mitglieder. Gemeinsames Ziel: Wer hierherkommt und arbeiten will, soll nach spätestens einem Jahr in Arbeit oder Ausbildung sein.
## B Hürden auf dem Weg in Arbeit | engelke | 50
Herr Engelke stellt Zahlen der Landesstelle vor. Die drei größten Hürden sind die Dauer der Anerkennung, fehlende Kinderbetreuung und unsichere Aufenthaltstitel während der Ausbildung.
- Anerkennung eines Abschlusses: im Mittel acht Monate
- Platz in der Kita: im Mittel sieben Monate
- Beschäftigungserlaubnis: zwei Wochen bis vier Monate, je nach Ort
§ 0/0 Die Arbeitsgruppe befasst sich zuerst mit der Anerkennung von Abschlüssen.
@ ahlers +40 done Den Ablauf der Anerkennung im Handwerk auf einer Seite darstellen
@ engelke +40 done Die Bearbeitungszeiten nach Stellen aufschlüsseln
## I Termine | celik | 10
Die Gruppe trifft sich alle zehn Wochen, dienstags von 10 bis 12 Uhr.
`,
  },
  {
    group: 'arbeit-und-ausbildung',
    number: 2,
    days: -240,
    from: '10:00',
    to: '12:00',
    place: kammer,
    minutes: 'approved',
    text: `
## G 1 | celik | 5
§ 0/0 Das Protokoll der 1. Sitzung wird genehmigt.
## B Anerkennung: Wo bleiben die Anträge liegen? | ahlers | 45
Herr Ahlers zeigt den Weg eines Antrags durch fünf Stellen. Am längsten dauert das Nachreichen von Unterlagen, weil die Schreiben schwer zu verstehen sind. Frau Harms erzählt von einem syrischen Bäcker, der drei Briefe brauchte, bis klar war, dass nur eine Unterschrift fehlte.
§ 0/0 Die Kammern überarbeiten ihre Schreiben zur Anerkennung in einfacher Sprache.
@ ahlers +60 done Die fünf häufigsten Schreiben überarbeiten
@ rodriguez +60 done Dasselbe für die Handelskammer anstoßen
## E Patenschaften in Betrieben | harms | 35
Erfahrene Beschäftigte begleiten Neue im ersten halben Jahr. Bei der Bäckerei Harms hat seither niemand mehr in der Probezeit gekündigt. Herr Garbers sieht in der Logistik Grenzen: Schichtpläne lassen feste Paare kaum zu.
§ 2/1 Die Arbeitsgruppe wirbt für Patenschaften in Betrieben und sammelt gute Beispiele.
@ harms +50 done Fünf Beispiele aufschreiben lassen
## I Verschiedenes | celik | 5
Keine Wortmeldungen.
`,
  },
  {
    group: 'arbeit-und-ausbildung',
    number: 3,
    days: -168,
    from: '10:00',
    to: '12:00',
    place: '',
    link: 'https://treffen.example/arbeit',
    minutes: 'approved',
    text: `
## G 2 | celik | 5
§ 0/1 Das Protokoll der 2. Sitzung wird genehmigt.
## I Schreiben in einfacher Sprache | ahlers | 20
Die überarbeiteten Schreiben sind seit sechs Wochen im Einsatz. Rückfragen sind um ein Drittel zurückgegangen.
## E Praktikum vor der Ausbildung | kruse | 40
Herr Kruse stellt das „Vier-mal-vier“ vor: vier Betriebe, je vier Tage. Jugendliche lernen so Berufe kennen, von denen sie nie gehört haben. Der Gewerkschaftsbund legt Wert darauf, dass die Tage vergütet werden.
§ 1/2 Die Arbeitsgruppe empfiehlt das „Vier-mal-vier“ mit einer Vergütung von mindestens 60 Euro je Tag.
@ kruse +45 done Einen Mustervertrag entwerfen
@ heine +45 done Den Mustervertrag arbeitsrechtlich prüfen
## B Kinderbetreuung während der Ausbildung | kowalenko | 35
Frau Kowalenko berichtet aus den Vereinen: Junge Mütter finden Teilzeitausbildungen kaum, obwohl es das Recht darauf gibt. Viele Betriebe kennen die Möglichkeit nicht.
@ o:handwerk +50 doing In der Ausbildungsberatung auf Teilzeit hinweisen
@ o:handel +50 done In der Ausbildungsberatung auf Teilzeit hinweisen
`,
  },
  {
    group: 'arbeit-und-ausbildung',
    number: 4,
    days: -90,
    from: '10:00',
    to: '12:15',
    place: 'Moorland Logistik AG, Schulungsraum, Am Torfkanal 11, Vechta',
    minutes: 'approved',
    text: `
## I Rundgang durch den Betrieb | garbers | 30
Die Gruppe spricht mit acht Beschäftigten aus sechs Ländern. Am meisten hilft ihnen nach eigenen Worten eine Vorgesetzte, die langsam spricht und nachfragt.
## G 3 | celik | 5
§ 0/0 Das Protokoll der 3. Sitzung wird genehmigt.
## E Faire Arbeit in der Zustellung | heine | 40
Herr Heine schildert Fälle, in denen Menschen für Unterkunft und Auto so viel abgezogen wird, dass vom Lohn kaum etwas bleibt. Herr Nowak bestätigt das für Subunternehmen der Branche. Die Runde ist sich einig, dass Beratung vor Ort nötig ist, streitet aber darüber, ob Auftraggeber genannt werden sollen.
§ 0/2 Die Arbeitsgruppe fordert eine mobile Beratung zu Arbeitsrechten an Standorten der Logistik.
§ !6/2 Betriebe, gegen die Beschwerden vorliegen, werden im Bericht der Arbeitsgruppe namentlich genannt.
@ heine +40 done Kosten einer mobilen Beratung ermitteln
@ nowak +40 doing Drei Standorte für einen Versuch vorschlagen
## I Verschiedenes | celik | 10
Herr Çelik dankt Herrn Garbers für die Offenheit.
`,
  },
  {
    group: 'arbeit-und-ausbildung',
    number: 5,
    days: -24,
    from: '10:00',
    to: '12:00',
    place: kammer,
    minutes: 'in_review',
    text: `
## G 4 | celik | 5
§ 0/0 Das Protokoll der 4. Sitzung wird genehmigt.
## E Deutsch am Arbeitsplatz | ahlers | 35
Der Vorschlag der AG Sprachförderung wird begrüßt. Frau Harms würde sofort mitmachen, wenn die Stunden auf zwei Standorte verteilt werden können.
§ 0/0 Die Arbeitsgruppe unterstützt das Modell „Deutsch am Arbeitsplatz“ und wirbt bei ihren Mitgliedern.
@ harms +30 Einen Versuch an zwei Standorten vorbereiten
@ friese +30 doing Das Modell im Newsletter der Kammer vorstellen
## B Mobile Beratung zu Arbeitsrechten | heine | 40
Ein Bus mit zwei Beratenden kostet im Jahr rund 140.000 Euro. Herr Engelke sieht Chancen auf eine Förderung über drei Jahre, wenn sich der Gewerkschaftsbund und ein Arbeitgeberverband gemeinsam beteiligen.
§ 1/3 Die Arbeitsgruppe beantragt eine Förderung für die mobile Beratung.
@ engelke +21 Die Voraussetzungen der Förderung schriftlich zusammenfassen
@ o:gewerkschaftsbund +28 Eine Zusage über den Eigenanteil einholen
## B* Unterbringung bei einem Mitgliedsunternehmen | celik | 15
Ein Fall wird vertraulich beraten. Das Unternehmen hat zugesagt, die Mieten offenzulegen.
@ celik +14 done Die Mieten mit dem örtlichen Mietspiegel vergleichen
## I Verschiedenes | celik | 5
Die nächste Sitzung ist als Besuch bei Windwerk geplant.
`,
    review: {
      days: -16,
      lastDay: -3,
      silenceIsConsent: false,
      message: '',
      organisations: ['handwerk', 'handel', 'gewerkschaftsbund', 'logistik', 'baeckerei'],
      answers: [
        { by: 'meinders', days: -14, answer: 'agree' },
        { by: 'friese', days: -13, answer: 'agree' },
        { by: 'heine', days: -9, answer: 'agree_with_remarks', reason: 'Bitte bei den Kosten „rund“ ergänzen, die Rechnung ist noch vorläufig.' },
        { by: 'garbers', days: -6, answer: 'agree' },
      ],
    },
  },
  {
    group: 'arbeit-und-ausbildung',
    number: 6,
    days: 19,
    from: '10:00',
    to: '13:00',
    place: 'Windwerk Küste GmbH, Halle 3, Hafenstraße 40, Cuxhaven',
    note: 'Bitte feste Schuhe tragen. Vom Bahnhof fährt um 9:35 Uhr ein Kleinbus.',
    text: `
## I Rundgang und Gespräch mit Auszubildenden | kruse | 60
## G 5 | celik | 5
## E Antrag für die mobile Beratung | engelke | 40
## B Teilzeitausbildung: Wie erfahren Betriebe davon? | friese | 30
## I Verschiedenes | celik | 10
`,
  },
];
