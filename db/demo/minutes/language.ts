/** Meetings of the AG Sprachförderung. */
import type { DemoMeeting } from './meeting';

const gremiensaal = 'Haus der Begegnung, Gremiensaal, Lindenstraße 4, Hannover';

export const language: DemoMeeting[] = [
  {
    group: 'sprachfoerderung',
    number: 1,
    days: -340,
    from: '14:00',
    to: '16:00',
    place: gremiensaal,
    minutes: 'approved',
    text: `
## I Begrüßung und Vorstellung | lueders | 20
Frau Dr. Lüders begrüßt die Mitglieder zur ersten Sitzung. Alle stellen sich vor und nennen, was sie sich von der Arbeitsgruppe erhoffen. Genannt werden vor allem: ein verlässlicher Überblick über Kurse, kurze Wege zwischen Behörden und Trägern, und dass gute Ideen aus den Landkreisen nicht jedes Mal neu erfunden werden müssen.
## B Arbeitsweise und Termine | lueders | 25
Die Gruppe möchte sich etwa alle sieben Wochen treffen, abwechselnd in Hannover und online. Ehrenamtliche bitten um Termine am Nachmittag. Die Protokolle sollen kurz sein und an die beteiligten Organisationen zur Prüfung gehen.
§ 0/0 Die Arbeitsgruppe tagt donnerstags von 14 bis 16 Uhr, in der Regel alle sieben Wochen. Protokolle werden als Ergebnisprotokolle geführt.
## B Wo fehlen Kurse? | abbas | 45
Frau Abbas berichtet aus den Beratungsstellen: In den ländlichen Kreisen warten Menschen bis zu sieben Monate auf einen Platz in einem Grundkurs. In den Städten gibt es freie Plätze, aber oft zu Uhrzeiten, zu denen Eltern kleiner Kinder nicht kommen können.
- Es gibt keine Stelle, die alle Angebote kennt.
- Fahrkosten werden je nach Kurs unterschiedlich erstattet.
- Frauen mit kleinen Kindern brechen doppelt so oft ab.
@ abbas +49 done Eine Übersicht der Wartezeiten nach Landkreisen zusammenstellen
@ o:volkshochschulen +49 done Die Zahl der freien Plätze je Quartal melden
## I Verschiedenes und nächster Termin | lueders | 10
Herr Yıldız übernimmt die Protokollführung. Die nächste Sitzung findet online statt.
`,
  },
  {
    group: 'sprachfoerderung',
    number: 2,
    days: -285,
    from: '14:00',
    to: '16:00',
    place: '',
    link: 'https://treffen.example/sprachfoerderung',
    minutes: 'approved',
    text: `
## I Begrüßung und Tagesordnung | lueders | 5
Die Tagesordnung wird ohne Änderungen angenommen.
## G 1 | lueders | 5
Zum Protokoll liegen zwei sprachliche Hinweise vor, die eingearbeitet sind.
§ 0/1 Das Protokoll der 1. Sitzung wird genehmigt.
## B Übersicht der Wartezeiten | abbas | 40
Die Übersicht liegt vor. Sie zeigt ein deutliches Gefälle zwischen Stadt und Land.
| !Region | !Wartezeit | !freie Plätze
| Hannover und Umland | 5 Wochen | 61
| Weserland | 14 Wochen | 12
| Südheide | 22 Wochen | 4
| Hasetal und Emsland | 30 Wochen | 0
Herr Dierks weist darauf hin, dass kleine Kommunen Kurse nicht allein anbieten können. Frau Brandes schlägt vor, dass sich jeweils drei Kommunen einen Kurs teilen.
§ 0/0 Die Arbeitsgruppe veröffentlicht die Übersicht der Wartezeiten zweimal im Jahr.
@ brandes +42 done Drei Kommunen für einen gemeinsamen Kurs gewinnen
@ dierks +42 done Klären, wer die Fahrkosten bei einem gemeinsamen Kurs trägt
## E Sprachmittlung in Behörden | kowalenko | 35
Frau Kowalenko berichtet von Terminen, bei denen Kinder für ihre Eltern übersetzen. Das sei für Kinder wie Eltern eine Last und führe zu Fehlern. Gewünscht wird ein Pool von Sprachmittlerinnen und Sprachmittlern, den Behörden buchen können.
> Ein achtjähriges Mädchen hat im Jobcenter erklärt, warum der Vater nicht arbeiten kann. Das darf nicht sein.
§ 0/2 Die Arbeitsgruppe empfiehlt allen Partnern, in Behörden und Arztpraxen keine Kinder als Dolmetschende einzusetzen.
@ kowalenko +60 done Einen Vorschlag für einen Pool von Sprachmittelnden entwerfen
## I Verschiedenes | lueders | 10
Keine Wortmeldungen.
`,
  },
  {
    group: 'sprachfoerderung',
    number: 3,
    days: -229,
    from: '14:00',
    to: '16:00',
    place: gremiensaal,
    minutes: 'approved',
    text: `
## I Begrüßung und Tagesordnung | lueders | 5
Als Gast nimmt Frau Tadesse teil, die ein Sprachcafé in Peine leitet. Sie wird Mitglied der Arbeitsgruppe.
## G 2 | lueders | 5
§ 0/0 Das Protokoll der 2. Sitzung wird genehmigt.
## E Gemeinsamer Kurs im Weserland | brandes | 30
Nienburg, Hoya und Stolzenau wollen einen Abendkurs mit Kinderbetreuung anbieten. Die Betreuung übernimmt die Kirche im Weserland in ihren Räumen. Offen ist die Finanzierung der Fahrten.
§ 1/1 Die Arbeitsgruppe unterstützt den gemeinsamen Kurs im Weserland als Modell und wertet ihn nach sechs Monaten aus.
@ bakker +30 done Räume und Betreuung für den Abendkurs zusagen
@ dierks +45 done Antrag auf Erstattung der Fahrten beim Land stellen
## B Pool von Sprachmittelnden | kowalenko | 45
Der Entwurf findet breite Zustimmung. Diskutiert wird, ob die Einsätze bezahlt werden sollen. Frau Kaya hält eine Pauschale von 25 Euro je Stunde für angemessen; Frau Eggers möchte zusätzlich eine Schulung zur Verschwiegenheit.
§ vertagt: Für Einsätze im Pool wird eine Pauschale von 25 Euro je Stunde gezahlt.
@ eggers +40 done Ein Konzept für die Schulung zur Verschwiegenheit vorlegen
@ koch +40 done Prüfen, aus welchem Topf die Pauschale bezahlt werden kann
## I Berichte aus den Organisationen | lueders | 20
- Der Verbund der Volkshochschulen bietet ab Herbst 14 zusätzliche Abendkurse an.
- Die Handwerkskammer sucht Lehrkräfte für Fachsprache im Bau.
- Der Rat für Geflüchtete zieht um; die neue Adresse steht im Portal.
`,
  },
  {
    group: 'sprachfoerderung',
    number: 4,
    days: -173,
    from: '14:00',
    to: '16:30',
    place: 'Rathaus Nienburg, Sitzungszimmer 2, Marktplatz 1, Nienburg',
    minutes: 'approved',
    correction:
      'Unter TOP 3 muss es „26 Teilnehmende“ statt „62 Teilnehmende“ heißen. Der Zahlendreher ist Frau Brandes aufgefallen.',
    text: `
## I Begrüßung durch die Stadt Nienburg | brandes | 10
Die Stadt stellt ihre Anlaufstelle für neu Zugezogene vor: ein Schalter, an dem man Anmeldung, Kita-Platz und Sprachkurs in einem Gang erledigt.
## G 3 | lueders | 5
§ 0/0 Das Protokoll der 3. Sitzung wird genehmigt.
## I Erste Erfahrungen mit dem Abendkurs | bakker | 30
Der Kurs läuft seit acht Wochen mit 62 Teilnehmenden in zwei Gruppen. Die Betreuung der Kinder ist der Grund, weshalb die meisten überhaupt kommen können. Schwierig ist der Heimweg: Der letzte Bus fährt zehn Minuten vor Kursende.
@ o:kreise +28 done Mit dem Verkehrsbetrieb über eine spätere Abfahrt sprechen
## E Pauschale im Pool der Sprachmittelnden | koch | 40
Das Land kann für zwei Jahre einen Zuschuss geben, wenn die Schulung verbindlich ist. Frau Eggers stellt das Konzept vor: zwei Nachmittage, kostenlos, mit Zertifikat.
§ 2/1 Für Einsätze im Pool wird ab dem nächsten Quartal eine Pauschale von 25 Euro je Stunde gezahlt.
§ 0/0 Wer im Pool mitarbeitet, nimmt vorher an der Schulung zur Verschwiegenheit teil.
@ koch +35 done Den Zuschuss beantragen
@ eggers +50 done Die ersten zwei Schulungen ansetzen
@ kowalenko +50 done Dreißig Personen für den Pool gewinnen
## B* Umgang mit Beschwerden über einen Träger | lueders | 20
Zwei Teilnehmerinnen haben sich über den Umgangston in einem Kurs beschwert. Frau Dr. Lüders führt ein Gespräch mit dem Träger, bevor weitere Schritte überlegt werden.
@ lueders +14 done Gespräch mit der Leitung des Trägers führen
## I Verschiedenes | lueders | 5
Dank an die Stadt Nienburg für die Gastfreundschaft.
`,
  },
  {
    group: 'sprachfoerderung',
    number: 5,
    days: -110,
    from: '14:00',
    to: '16:30',
    place: gremiensaal,
    minutes: 'approved',
    text: `
## I Begrüßung, Tagesordnung und Stand der Beschlüsse | lueders | 15
Frau Dr. Lüders begrüßt die Anwesenden und stellt die Beschlussfähigkeit fest. Die Tagesordnung wird um den Punkt „Sprachcafés“ ergänzt. Herr Yıldız trägt vor, was aus den Beschlüssen der letzten Sitzungen geworden ist:
- Die Übersicht der Wartezeiten ist zum zweiten Mal erschienen und wurde über 900-mal abgerufen.
- Der gemeinsame Abendkurs im Weserland läuft im zweiten Halbjahr weiter.
- Die Empfehlung, keine Kinder als Dolmetschende einzusetzen, haben bisher 21 Organisationen übernommen.
- Der Zuschuss des Landes für den Pool der Sprachmittelnden ist bewilligt.
Herr Dierks bittet darum, die Liste der Beschlüsse künftig mit der Einladung zu verschicken. Das wird zugesagt.
## G 4 | lueders | 5
Gegen das Protokoll werden keine Einwände erhoben. Der Zahlendreher unter TOP 3 wird als Berichtigung angehängt.
§ 0/1 Das Protokoll der 4. Sitzung wird genehmigt.
## E Auswertung des gemeinsamen Abendkurses im Weserland | bakker | 35
### Zahlen
Frau Bakker und Frau Brandes stellen die Auswertung nach sechs Monaten vor. Begonnen haben 26 Personen, davon 17 Frauen; 22 haben den Kurs abgeschlossen. Das ist eine Abbruchquote von 15 Prozent. Im Landesdurchschnitt bricht in vergleichbaren Kursen etwa jede dritte Person ab.
| !Merkmal | !Abendkurs Weserland | !Landesdurchschnitt
| Anteil Frauen | 65 % | 41 %
| Abbrüche | 15 % | 33 %
| Prüfung bestanden | 82 % | 64 %
| mittlere Wartezeit | 3 Wochen | 19 Wochen
### Was geholfen hat
- Die Kinder werden im selben Gebäude betreut. Mehrere Mütter sagen, sie hätten sonst gar nicht angefangen.
- Der Bus fährt seit dem Frühjahr eine halbe Stunde später. Der Kreisverbund hat das in nur drei Wochen erreicht.
- Eine Ehrenamtliche ruft an, wenn jemand zweimal fehlt. Fast alle kommen daraufhin wieder.
### Was schwierig bleibt
Die Betreuung hängt an zwei Personen. Fällt eine aus, muss der Kurs kurzfristig abgesagt werden; das ist viermal vorgekommen. Frau Eggers regt an, die Betreuung als Praktikum für angehende Fachkräfte anzubieten. Herr Çelik fragt, ob sich auch Betriebe beteiligen können, deren Beschäftigte den Kurs besuchen.
In der Aussprache geht es vor allem um die Frage, ob sich das Modell übertragen lässt. Frau Große-Venhaus berichtet, dass im Hasetal drei Gemeinden Interesse haben, aber keine eigenen Räume. Herr Dierks hält einen festen Ansprechpartner je Landkreis für nötig; sonst versande die gute Idee nach dem ersten Jahr. Frau Koch sagt zu, das Modell beim nächsten Förderaufruf des Landes zu berücksichtigen, bittet aber um eine knappe Beschreibung mit Kosten.
§ 0/0 Die Arbeitsgruppe empfiehlt, das Modell „gemeinsamer Abendkurs mit Kinderbetreuung“ in mindestens vier weiteren Regionen zu erproben.
§ 1/2 Für jede Region wird eine feste Ansprechperson benannt; die Landkreise werden gebeten, dafür eine Viertelstelle vorzusehen.
@ bakker +28 done Das Modell auf zwei Seiten mit Kosten beschreiben
@ grote +42 done Räume für einen Kurs im Hasetal finden
@ celik +42 doing Drei Betriebe ansprechen, die sich an der Betreuung beteiligen
@ o:kreise +56 doing Ansprechpersonen für vier Regionen benennen
## B Pool der Sprachmittelnden: die ersten drei Monate | kowalenko | 30
Frau Kowalenko berichtet: Im Pool arbeiten inzwischen 34 Personen mit zusammen 19 Sprachen. In drei Monaten gab es 212 Einsätze, die meisten in Kitas, Schulen und beim Kinderarzt. 87 Anfragen konnten nicht bedient werden, vor allem für Tigrinya, Paschtu und Kurmandschi.
Die Rückmeldungen sind sehr gut. Eine Kinderärztin aus Peine schreibt:
> Zum ersten Mal konnte ich einer Mutter in Ruhe erklären, was ihr Sohn hat. Der Termin hat zehn Minuten länger gedauert und drei weitere erspart.
Zwei Punkte müssen geklärt werden. Erstens die Haftung, wenn falsch übersetzt wird. Zweitens die Belastung: Einige Sprachmittelnde haben selbst Schlimmes erlebt und werden in Gesprächen daran erinnert. Frau Eggers bietet an, alle zwei Monate einen Abend mit einer Fachkraft einzurichten, an dem man darüber sprechen kann.
(intern) In einem Fall hat ein Sprachmittler gegenüber Dritten über einen Einsatz gesprochen. Mit ihm ist gesprochen worden; er arbeitet vorerst nicht mit.
(intern) @ eggers +14 done Das Gespräch mit dem Sprachmittler auswerten
§ 0/0 Der Pool bietet allen Sprachmittelnden alle zwei Monate einen begleiteten Austausch an.
@ koch +35 done Die Haftung bei Fehlern in der Übersetzung klären
@ eggers +35 done Den ersten Abend für den Austausch ansetzen
@ tadesse +60 doing Fünf Personen für Tigrinya gewinnen
## E Sprachcafés: Leitfaden und Materialkoffer | tadesse | 35
Frau Tadesse hat mit acht Sprachcafés gesprochen. Alle kämpfen mit denselben Fragen: Wie gehen wir damit um, dass manche fast nichts und andere schon viel verstehen? Woher bekommen wir Material? Was tun wir, wenn jemand von Gewalt erzählt?
Sie schlägt einen Leitfaden von höchstens zwanzig Seiten vor, dazu einen Koffer mit Bildkarten, Spielen und einfachen Texten, den man ausleihen kann. Frau Müller sagt, die Volkshochschulen könnten die Koffer verwalten. Die Kosten liegen bei etwa 180 Euro je Koffer.
Herr Ahlers wünscht sich Karten mit Wörtern aus dem Handwerk: „Wer ‚Wasserwaage‘ sagen kann, bekommt am ersten Tag einen Händedruck.“ Frau Kaya bittet darum, dass der Leitfaden in einfacher Sprache geschrieben wird, damit auch Ehrenamtliche ihn gern lesen, für die Deutsch nicht die erste Sprache ist.
Über die Frage, ob Sprachcafés eine Mindestzahl an Ehrenamtlichen brauchen, wird länger gesprochen. Ein Antrag dazu findet keine Mehrheit.
§ 0/0 Die Arbeitsgruppe gibt einen Leitfaden für Sprachcafés in einfacher Sprache heraus.
§ !6/1 Sprachcafés, die im Verzeichnis stehen wollen, müssen mindestens drei Ehrenamtliche nachweisen.
§ 0/1 Die Volkshochschulen verwalten zwölf Materialkoffer; die Kosten trägt zur Hälfte das Bündnis.
@ tadesse +49 doing Einen ersten Entwurf des Leitfadens schreiben
@ mueller +49 done Die Ausleihe der Koffer einrichten
@ ahlers +49 done Hundert Wörter aus dem Handwerk mit Bildern zusammenstellen
@ o:volkshochschulen +70 Zwölf Materialkoffer bestellen und verteilen
## B Fachsprache im Betrieb | ahlers | 20
Herr Ahlers berichtet aus der Handwerkskammer: Viele Auszubildende bestehen die praktische Prüfung und scheitern an den schriftlichen Aufgaben. Gefragt seien kurze Kurse im Betrieb, zwei Stunden in der Woche, während der Arbeitszeit. Herr Çelik hält das für machbar, wenn der Betrieb die Hälfte der Zeit trägt. Ein Beschluss wird noch nicht gefasst; die AG Arbeit und Ausbildung soll beteiligt werden.
@ ahlers +42 done Den Vorschlag mit der AG Arbeit und Ausbildung abstimmen
@ celik +42 dropped Eine Umfrage unter Betrieben vorbereiten
## I Berichte und nächster Termin | lueders | 10
- Der Gewerkschaftsbund lädt zu einem Fachtag „Deutsch am Arbeitsplatz“ ein.
- Die Kirche im Weserland sucht Ehrenamtliche für die Betreuung am Donnerstagabend.
- Die nächste Sitzung findet online statt. Frau Dr. Lüders dankt allen und schließt die Sitzung um 16:25 Uhr.
`,
  },
  {
    group: 'sprachfoerderung',
    number: 6,
    days: -18,
    from: '14:00',
    to: '16:00',
    place: '',
    link: 'https://treffen.example/sprachfoerderung',
    minutes: 'in_review',
    text: `
## I Begrüßung und Tagesordnung | lueders | 5
Frau Dr. Lüders begrüßt die Anwesenden. Herr Oltmanns nimmt als Gast teil; er schreibt an der Universität eine Arbeit über Sprachcafés.
## G 5 | lueders | 5
§ 0/0 Das Protokoll der 5. Sitzung wird genehmigt.
## E Deutsch am Arbeitsplatz: gemeinsamer Vorschlag | ahlers | 40
Der Vorschlag ist mit der AG Arbeit und Ausbildung abgestimmt: zwei Stunden Unterricht in der Woche, im Betrieb, zur Hälfte während der Arbeitszeit. Die Lehrkräfte stellen die Volkshochschulen. Herr Ahlers rechnet im ersten Jahr mit 15 Betrieben.
Frau Kaya gibt zu bedenken, dass kleine Betriebe mit weniger als zehn Beschäftigten kaum jemanden freistellen können. Für sie soll es Kurse geben, zu denen sich mehrere Betriebe zusammentun.
§ 0/1 Die Arbeitsgruppe beschließt das Modell „Deutsch am Arbeitsplatz“ und beginnt im Frühjahr mit 15 Betrieben.
§ 1/1 Für Betriebe mit weniger als zehn Beschäftigten werden gemeinsame Kurse angeboten.
@ ahlers +30 Fünfzehn Betriebe ansprechen und eine Liste führen
@ mueller +30 doing Lehrkräfte für das Modell gewinnen
@ o:unternehmen +45 Das Modell in der Mitgliederzeitschrift vorstellen
## B Leitfaden für Sprachcafés: Entwurf | tadesse | 30
Der Entwurf umfasst 18 Seiten. Gelobt werden die Beispiele und die klare Sprache. Gewünscht wird ein Abschnitt dazu, was zu tun ist, wenn jemand Hilfe braucht, die ein Sprachcafé nicht leisten kann.
@ tadesse +25 Den Abschnitt über Hilfe in Notlagen ergänzen
@ abbas +18 doing Eine Liste der Beratungsstellen nach Landkreisen beisteuern
## B Kurse für Menschen, die nicht lesen gelernt haben | grote | 25
Frau Große-Venhaus schildert, dass Menschen ohne Schulbesuch in den gewöhnlichen Kursen nicht mitkommen und nach wenigen Wochen aufgeben. Nötig seien kleine Gruppen und Lehrkräfte mit besonderer Ausbildung. In Niedersachsen gebe es davon zu wenige.
§ vertagt: Das Bündnis fordert einen landesweiten Lehrgang für Lehrkräfte in der Alphabetisierung.
@ kaya +40 Den Bedarf an Lehrkräften abschätzen
## B* Nachfolge in der Protokollführung | lueders | 10
Herr Yıldız möchte die Aufgabe zum Jahresende abgeben. Frau Müller kann sich vorstellen, sie zu übernehmen.
@ lueders +21 Mit Frau Müller über die Protokollführung sprechen
## I Verschiedenes | lueders | 5
Die nächste Sitzung findet wieder in Hannover statt.
`,
    review: {
      days: -8,
      lastDay: 6,
      silenceIsConsent: true,
      message: 'Bitte sehen Sie sich vor allem den Beschluss zu „Deutsch am Arbeitsplatz“ an.',
      organisations: ['volkshochschulen', 'handwerk', 'unternehmen', 'ankommen', 'gefluechtetenrat', 'migrantinnen', 'staedte', 'kreise', 'landeskirche'],
      answers: [
        { by: 'mueller', days: -7, answer: 'agree' },
        { by: 'ahlers', days: -7, answer: 'agree' },
        {
          by: 'celik',
          days: -5,
          answer: 'agree_with_remarks',
          reason: 'Wir bitten darum, in der Einladung an die Betriebe auf die freiwillige Teilnahme hinzuweisen.',
        },
        {
          by: 'dierks',
          days: -4,
          answer: 'object',
          passage: 'Herr Ahlers rechnet im ersten Jahr mit 15 Betrieben.',
          reason: 'Nach unserer Erinnerung war von 15 Betrieben in den Städten die Rede; die Landkreise sollten eigens genannt werden.',
        },
        { by: 'bakker', days: -2, answer: 'abstain' },
      ],
      comments: [
        { by: 'celik', days: -5, words: 'zur Hälfte während der Arbeitszeit', body: 'Hier bitte „höchstens zur Hälfte“. So hatten wir es verabredet.', as: 'unternehmen' },
        { by: 'kowalenko', days: -5, words: 'Der Entwurf umfasst 18 Seiten.', body: 'Die neue Fassung hat 21 Seiten. Sollen wir das noch ändern, oder bleibt es beim Stand der Sitzung?' },
        { by: 'yildiz', days: -4, words: 'Der Entwurf umfasst 18 Seiten.', body: 'Es bleibt beim Stand der Sitzung.', reply: true },
      ],
    },
  },
  {
    group: 'sprachfoerderung',
    number: 7,
    days: -2,
    from: '17:00',
    to: '18:30',
    place: '',
    link: 'https://treffen.example/sprachfoerderung',
    note: 'Sondersitzung am frühen Abend, damit Ehrenamtliche teilnehmen können.',
    minutes: 'draft',
    text: `
## I Anlass der Sondersitzung | lueders | 10
Das Land hat überraschend einen Förderaufruf für Sprachcafés veröffentlicht. Anträge sind nur noch wenige Wochen möglich. Frau Dr. Lüders hat deshalb kurzfristig eingeladen.
## B Förderaufruf: Was kann beantragt werden? | koch | 30
Frau Koch erläutert den Aufruf. Gefördert werden Räume, Material und Fortbildung, nicht aber Personal. Je Sprachcafé sind bis zu 4.000 Euro möglich.
- Antragsberechtigt sind Vereine und Kommunen.
- Ein Eigenanteil von zehn Prozent ist nötig; ehrenamtliche Stunden zählen mit.
## E Gemeinsamer Antrag der Sprachcafés | tadesse | 35
Frau Tadesse schlägt einen gemeinsamen Antrag vor, damit nicht jedes Café allein kämpfen muss. Der VHS-Verbund könnte Träger sein.
§ 0/0 Die Arbeitsgruppe bereitet einen gemeinsamen Antrag für mindestens zwanzig Sprachcafés vor.
@ tadesse +10 Interessierte Sprachcafés sammeln
@ o:volkshochschulen +12 Prüfen, ob der Verbund Träger des Antrags sein kann
@ kowalenko +14 Den Text des Antrags entwerfen
## I Nächste Schritte | lueders | 10
`,
    draftComments: [
      { by: 'kowalenko', days: -1, words: 'nicht aber Personal', body: 'Gilt das auch für Honorare? Das müssten wir vor dem Antrag wissen, @Mehmet Yıldız.' },
    ],
  },
  {
    group: 'sprachfoerderung',
    number: 8,
    days: 26,
    from: '14:00',
    to: '16:00',
    place: gremiensaal,
    link: 'https://treffen.example/sprachfoerderung',
    note: 'Wer mit dem Rollstuhl kommt: Der Aufzug ist wieder in Betrieb.',
    text: `
## I Begrüßung und Tagesordnung | lueders | 5
## G 6 | lueders | 5
## G 7 | lueders | 5
## E Leitfaden für Sprachcafés: Freigabe | tadesse | 30
## B Kurse für Menschen, die nicht lesen gelernt haben | grote | 30
## I Stand „Deutsch am Arbeitsplatz“ | ahlers | 15
## B* Nachfolge in der Protokollführung | lueders | 10
## I Verschiedenes und nächster Termin | lueders | 10
`,
    proposal: { by: 'kowalenko', title: 'Sprachmittlung am Telefon: Angebot aus Bremen', kind: 'information' },
  },
  {
    group: 'sprachfoerderung',
    number: 9,
    days: 75,
    from: '14:00',
    to: '16:00',
    place: '',
    link: 'https://treffen.example/sprachfoerderung',
    text: `
## I Begrüßung und Tagesordnung | lueders | 5
`,
  },
];
