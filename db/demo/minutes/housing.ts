/** Meetings of the AG Wohnen und Ankommen, and of the AG Erstaufnahme that it took over from. */
import type { DemoMeeting } from './meeting';

const mieterring = 'Mieterring, Beratungszentrum, Salzstraße 17, Salzgitter';

export const housing: DemoMeeting[] = [
  {
    group: 'wohnen',
    number: 1,
    days: -220,
    from: '15:00',
    to: '17:00',
    place: mieterring,
    minutes: 'approved',
    text: `
## I Begrüßung | ibrahimi | 10
Frau Ibrahimi begrüßt die Mitglieder und dankt der AG Erstaufnahme, deren Aufgaben diese Gruppe übernommen hat.
## B Übergang aus der Unterkunft | barzani | 50
Herr Barzani schildert den Weg einer sechsköpfigen Familie: elf Monate Suche, 64 Bewerbungen, drei Besichtigungen. Geklappt hat es am Ende über eine Nachbarin.
- Vermietende fürchten, auf der Miete sitzen zu bleiben.
- Familien wissen nicht, was sie bei einer Besichtigung erwartet.
- Die Zusage des Jobcenters kommt oft zu spät.
§ 0/0 Die Arbeitsgruppe entwickelt einen „Wohnungsführerschein“ für Suchende und Vermietende.
@ ibrahimi +50 done Das Konzept des Wohnungsführerscheins aus Salzgitter vorstellen
@ peters +50 done Mit drei Jobcentern über eine Zusage binnen fünf Tagen sprechen
## I Termine | ibrahimi | 5
Die Gruppe trifft sich alle zehn Wochen, montags um 15 Uhr.
`,
  },
  {
    group: 'wohnen',
    number: 2,
    days: -150,
    from: '15:00',
    to: '17:00',
    place: 'Rathaus Hildesheim, Raum 114, Markt 1, Hildesheim',
    minutes: 'approved',
    text: `
## G 1 | ibrahimi | 5
§ Das Protokoll der 1. Sitzung wird genehmigt.
## E Wohnungsführerschein | ibrahimi | 45
Das Konzept umfasst vier Abende: Suchen, Besichtigen, Mietvertrag, gute Nachbarschaft. Wer teilnimmt, bekommt eine Bestätigung. Herr Petrov legt Wert darauf, dass daraus keine neue Hürde wird.
§ 0/1 Der Wohnungsführerschein wird in Salzgitter, Hildesheim und Verden angeboten; die Teilnahme ist freiwillig.
@ petrov +45 done Unterlagen für die vier Abende erstellen
@ peters +45 done Räume in Hildesheim zusagen
@ haddad +45 doing Räume in Verden finden
## B Ausfallfonds für Vermietende | dierks | 40
Herr Dierks rechnet vor, dass ein Fonds von 50.000 Euro genügen würde, um 200 Mietverhältnisse abzusichern. Wer ihn trägt, ist offen.
@ dierks +60 doing Mit zwei Sparkassen über den Fonds sprechen
`,
  },
  {
    group: 'wohnen',
    number: 3,
    days: -80,
    from: '15:00',
    to: '17:00',
    place: '',
    link: 'https://treffen.example/wohnen',
    minutes: 'in_review',
    text: `
## G 2 | ibrahimi | 5
§ 0/0 Das Protokoll der 2. Sitzung wird genehmigt.
## I Erste Abende des Wohnungsführerscheins | petrov | 30
In Salzgitter haben 31 Personen teilgenommen, darunter zwei Vermieter. Sechs Familien haben inzwischen eine Wohnung.
## E Nachbarschaftsbegleitung | bakker | 45
Frau Bakker schlägt vor, dass Ehrenamtliche eine Familie in den ersten acht Wochen begleiten: Müll trennen, Arzt finden, den Hausmeister kennenlernen. Die Begleitung endet von selbst; das schützt beide Seiten.
§ 0/0 Die Arbeitsgruppe empfiehlt eine Nachbarschaftsbegleitung von acht Wochen nach dem Einzug.
@ bakker +40 done Eine Liste der ersten acht Wochen aufschreiben
@ eggers +40 Zehn Ehrenamtliche für einen Versuch gewinnen
@ o:landeskirche +40 done In den Gemeindebriefen werben
`,
  },
  {
    group: 'wohnen',
    number: 4,
    days: -12,
    from: '15:00',
    to: '17:00',
    place: mieterring,
    cancelReason: 'Bahnstreik: Mehr als die Hälfte der Mitglieder kann nicht anreisen.',
    text: `
## G 3 | ibrahimi | 5
## B Ausfallfonds: Ergebnis der Gespräche | dierks | 30
## I Nachbarschaftsbegleitung: Stand | eggers | 20
`,
  },
  {
    group: 'wohnen',
    number: 5,
    days: 9,
    from: '15:00',
    to: '17:00',
    place: mieterring,
    link: 'https://treffen.example/wohnen',
    text: `
## G 3 | ibrahimi | 5
## E Ausfallfonds: Ergebnis der Gespräche | dierks | 40
## I Nachbarschaftsbegleitung: Stand | eggers | 20
## B* Kündigungen in einer kommunalen Siedlung | petrov | 20
## I Verschiedenes | ibrahimi | 10
`,
  },
  {
    group: 'erstaufnahme',
    number: 1,
    days: -330,
    from: '09:00',
    to: '11:00',
    place: 'Katastrophenschutzzentrum, Lageraum, Hainholz 3, Goslar',
    minutes: 'approved',
    text: `
## I Lage in den Notunterkünften | fedorenko | 40
Frau Fedorenko berichtet: In sieben Unterkünften leben 2.140 Menschen, davon 610 Kinder. Es fehlt vor allem an ruhigen Räumen und an Waschmaschinen.
@ okafor +10 done Zwanzig Waschmaschinen beschaffen
@ barzani +14 done Spielzimmer in drei Unterkünften einrichten
## E Gemeinsamer Bereitschaftsplan | dierks | 40
§ 0/0 Die Träger führen einen gemeinsamen Bereitschaftsplan für Nächte und Wochenenden.
@ jakobs +7 done Den Bereitschaftsplan führen und verschicken
## I Verschiedenes | fedorenko | 10
Die Gruppe trifft sich bis auf Weiteres alle drei Wochen.
`,
  },
  {
    group: 'erstaufnahme',
    number: 2,
    days: -270,
    from: '09:00',
    to: '11:00',
    place: '',
    link: 'https://treffen.example/erstaufnahme',
    minutes: 'approved',
    text: `
## G 1 | fedorenko | 5
§ 0/0 Das Protokoll der 1. Sitzung wird genehmigt.
## I Lage in den Notunterkünften | fedorenko | 30
Zwei Unterkünfte sind geschlossen, die übrigen gut zur Hälfte belegt.
## B Impfungen und Untersuchungen | okafor | 40
Frau Okafor stellt einen Impfbus vor, der jede Unterkunft einmal in der Woche anfährt. Die Verständigung gelingt mit Bildkarten.
@ mahmoud +21 done Ehrenamtliche für die Begleitung des Impfbusses finden
`,
  },
  {
    group: 'erstaufnahme',
    number: 3,
    days: -205,
    from: '09:00',
    to: '10:30',
    place: '',
    link: 'https://treffen.example/erstaufnahme',
    minutes: 'approved',
    text: `
## G 2 | fedorenko | 5
§ 0/0 Das Protokoll der 2. Sitzung wird genehmigt.
## E Abschluss der Arbeitsgruppe | fedorenko | 40
Die letzte Notunterkunft schließt Ende des Monats. Was bleibt, ist die Frage nach Wohnungen; dafür gibt es eine eigene Arbeitsgruppe. Frau Fedorenko dankt allen für viele Nächte.
§ 0/0 Die Arbeitsgruppe beendet ihre Arbeit und übergibt offene Aufgaben an die AG Wohnen und Ankommen.
@ jakobs +20 done Die Unterlagen an die AG Wohnen und Ankommen übergeben
@ dierks +20 dropped Einen Erfahrungsbericht für die Landkreise schreiben
`,
  },
];
