/** Meetings of the AG Ehrenamt und Patenschaften. */
import type { DemoMeeting } from './meeting';

const gemeindehaus = 'Gemeindehaus St. Viti, Kirchweg 9, Uelzen';

export const volunteers: DemoMeeting[] = [
  {
    group: 'ehrenamt',
    number: 1,
    days: -260,
    from: '18:00',
    to: '20:00',
    place: gemeindehaus,
    minutes: 'approved',
    text: `
## I Ankommen und Vorstellung | ghebre | 25
Frau Ghebre begrüßt die Runde. Viele kennen sich aus den Jahren 2015 und 2016. Der Ton ist herzlich, und die Müdigkeit ist zu spüren.
## B Was Ehrenamtliche brauchen | mahmoud | 60
Gesammelt wird auf Karten. Am häufigsten genannt werden:
- jemand, den man auch abends anrufen kann
- Erstattung der Fahrkosten ohne Formular von vier Seiten
- Austausch mit anderen, ohne dass daraus ein weiteres Amt wird
- ein Dank, der ernst gemeint ist
§ 0/0 Die Arbeitsgruppe erarbeitet einen einfachen Antrag für die Erstattung von Auslagen.
@ thiele +45 done Einen Antrag auf einer Seite entwerfen
@ o:nachbarn +45 done Den Antrag mit fünf Ehrenamtlichen ausprobieren
## I Termine | ghebre | 10
Die Gruppe trifft sich mittwochs um 18 Uhr.
`,
  },
  {
    group: 'ehrenamt',
    number: 2,
    days: -185,
    from: '18:00',
    to: '20:00',
    place: gemeindehaus,
    minutes: 'approved',
    text: `
## G 1 | ghebre | 5
§ 0/0 Das Protokoll der 1. Sitzung wird genehmigt.
## E Erstattung von Auslagen | thiele | 30
Der Antrag passt auf eine Seite und wurde von fünf Ehrenamtlichen ohne Hilfe ausgefüllt. Eine von ihnen schrieb an den Rand: „Endlich.“
§ 0/0 Die Arbeitsgruppe bittet alle Träger, den Antrag auf einer Seite zu verwenden.
@ niemann +40 done Den Antrag in den Kirchengemeinden verteilen
@ kessler +40 done Den Antrag in den Diensten des Diakoniewerks einführen
## B Patenschaften, die tragen | hoekstra | 45
Frau Hoekstra berichtet von zwölf Patenschaften im Sportkreis. Gut gehen sie, wo beide etwas gemeinsam tun: Schwimmen lernen, ein Rad reparieren, für die Prüfung üben. Schwierig wird es, wenn aus Hilfe Abhängigkeit wird.
> Ich habe irgendwann gemerkt, dass ich für ihn telefoniere, obwohl er es selbst kann.
@ hoekstra +50 done Fünf Regeln für gute Patenschaften aufschreiben
## I Verschiedenes | ghebre | 10
Frau Okafor lädt zum Sommerfest des Samariterdienstes ein.
`,
  },
  {
    group: 'ehrenamt',
    number: 3,
    days: -100,
    from: '18:00',
    to: '20:00',
    place: '',
    link: 'https://treffen.example/ehrenamt',
    minutes: 'approved',
    text: `
## G 2 | ghebre | 5
§ 0/1 Das Protokoll der 2. Sitzung wird genehmigt.
## E Fünf Regeln für Patenschaften | hoekstra | 40
Die Regeln werden einzeln besprochen. Am längsten dauert die Frage, ob Paten Geld leihen dürfen. Die Runde rät davon ab, will es aber nicht verbieten.
§ 0/0 Die Arbeitsgruppe verabschiedet die „Fünf Regeln für gute Patenschaften“.
§ vertagt: Träger bieten allen Patinnen und Paten ein Gespräch im Jahr an.
@ nguyen +35 done Die Regeln gestalten und drucken lassen
@ lammers +35 doing Die Regeln ins Ukrainische, Arabische und Englische übertragen
## B Wenn die Kraft nachlässt | kessler | 40
Frau Keßler beschreibt, woran man Überlastung erkennt, und stellt ein Angebot der Seelsorge vor. Mehrere sagen, sie hätten gern früher davon gewusst.
@ kessler +30 done Die Nummer der Seelsorge allen Trägern schicken
`,
  },
  {
    group: 'ehrenamt',
    number: 4,
    days: -10,
    from: '18:00',
    to: '20:00',
    place: gemeindehaus,
    minutes: 'draft',
    text: `
## G 3 | ghebre | 5
§ 0/0 Das Protokoll der 3. Sitzung wird genehmigt.
## B Tag des Ehrenamts | mahmoud | 40
Statt einer Feier mit Reden wünschen sich die meisten einen gemeinsamen Ausflug, bei dem auch die Menschen dabei sind, um die es geht. Vorgeschlagen werden ein Picknick an der Ilmenau und eine Fahrt ans Steinhuder Meer.
§ 1/2 Der Tag des Ehrenamts wird als gemeinsames Picknick begangen.
§ offen: Für das Picknick werden Spenden der Partner erbeten.
@ wessels +30 Einen Platz für 200 Personen suchen
@ okafor +30 Erste Hilfe und Getränke zusagen
## I Fortbildungen im nächsten Halbjahr | niemann | 20
`,
  },
  {
    group: 'ehrenamt',
    number: 5,
    days: 47,
    from: '18:00',
    to: '20:00',
    place: gemeindehaus,
    text: `
## G 4 | ghebre | 5
## B Tag des Ehrenamts: Stand | wessels | 30
## E Jährliches Gespräch für Patinnen und Paten | lammers | 30
## I Verschiedenes | ghebre | 10
`,
  },
];
