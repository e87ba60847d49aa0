/** Meetings of the AG Teilhabe und Demokratie. */
import type { DemoMeeting } from './meeting';

const landtag = 'Haus der Verbände, Raum Aller, Am Leineufer 6, Hannover';

export const participation: DemoMeeting[] = [
  {
    group: 'teilhabe',
    number: 1,
    days: -200,
    from: '16:00',
    to: '18:00',
    place: landtag,
    minutes: 'approved',
    text: `
## I Begrüßung | doan | 15
Frau Doan begrüßt die Mitglieder, darunter Vertretungen von zwei Fraktionen. Verabredet wird, dass die Gruppe parteiübergreifend arbeitet und nichts vor Wahlen veröffentlicht.
## B Mitreden vor Ort | rahimi | 50
Herr Rahimi hat die Beiräte für Integration in 28 Kommunen verglichen. In elf davon gibt es weder ein Rederecht im Rat noch eigene Mittel.
§ 0/1 Die Arbeitsgruppe erarbeitet eine Mustersatzung für Beiräte.
@ rahimi +60 done Einen Entwurf der Mustersatzung vorlegen
@ schroeder +60 done Stellungnahmen aus den Kommunen einholen
## I Termine | doan | 5
Dienstags um 16 Uhr, alle zehn bis zwölf Wochen.
`,
  },
  {
    group: 'teilhabe',
    number: 2,
    days: -120,
    from: '16:00',
    to: '18:00',
    place: '',
    link: 'https://treffen.example/teilhabe',
    minutes: 'approved',
    text: `
## G 1 | doan | 5
§ 0/0 Das Protokoll der 1. Sitzung wird genehmigt.
## E Mustersatzung für Beiräte | rahimi | 60
Besprochen werden Rederecht, eigene Mittel und die Wahl der Mitglieder. Herr Löwe wirbt für eine Urwahl, Frau Reimers für ein Losverfahren. Am Ende stehen beide Wege nebeneinander in der Satzung.
§ 1/1 Die Arbeitsgruppe verabschiedet die Mustersatzung für Beiräte mit zwei Wegen der Wahl.
§ !5/2 Das Losverfahren wird als Regelfall empfohlen.
@ o:staedte +45 done Die Mustersatzung an die Mitgliedsstädte schicken
@ schaefer +45 done Eine Erläuterung in einfacher Sprache schreiben
## B Hass im Netz | abbas | 30
Frau Abbas berichtet von Drohungen gegen Ehrenamtliche. Viele melden sie nicht, weil sie glauben, es ändere nichts.
@ abbas +40 doing Eine Handreichung zum Umgang mit Drohungen zusammenstellen
`,
  },
  {
    group: 'teilhabe',
    number: 3,
    days: -30,
    from: '16:00',
    to: '18:00',
    place: landtag,
    minutes: 'in_review',
    text: `
## G 2 | doan | 5
§ 0/0 Das Protokoll der 2. Sitzung wird genehmigt.
## I Mustersatzung: Rückmeldungen | schroeder | 25
Neun Kommunen haben die Mustersatzung aufgegriffen, drei davon mit eigenen Mitteln für den Beirat.
## E Handreichung gegen Drohungen | abbas | 40
Die Handreichung nennt Schritte für die ersten 24 Stunden: sichern, melden, Hilfe holen. Frau Thiele regt an, sie in jedem Verein auszuhängen. Herr Sommer fragt nach der rechtlichen Prüfung; sie steht noch aus.
§ 0/0 Die Handreichung wird nach rechtlicher Prüfung veröffentlicht.
@ sommer +21 doing Die rechtliche Prüfung veranlassen
@ thiele +35 Zweihundert Vereine anschreiben
## B Politische Bildung in Sprachkursen | kaya | 35
Frau Kaya stellt drei Unterrichtseinheiten vor: Wie entsteht ein Gesetz? Was macht der Rat? Wie mische ich mich ein? Die AG Sprachförderung soll einbezogen werden.
@ kaya +40 Die Einheiten mit der AG Sprachförderung abstimmen
@ reimers +40 Besuche von Kursen im Landtag ermöglichen
`,
    review: {
      days: -3,
      lastDay: 11,
      silenceIsConsent: true,
      message: 'Wegen der Ferien hat sich die Prüfung etwas verzögert. Vielen Dank für Ihre Geduld!',
      organisations: ['migrantinnen', 'bildungsgewerkschaft', 'gefluechtetenrat', 'mitte', 'gruenland', 'land'],
      answers: [{ by: 'haddad', days: -1, answer: 'agree' }],
    },
  },
  {
    group: 'teilhabe',
    number: 4,
    days: 33,
    from: '16:00',
    to: '18:00',
    place: landtag,
    text: `
## G 3 | doan | 5
## E Veröffentlichung der Handreichung | sommer | 30
## B Politische Bildung in Sprachkursen | kaya | 40
## I Verschiedenes | doan | 10
`,
  },
];
