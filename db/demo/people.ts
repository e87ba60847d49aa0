/** The people of the example with their mandates. All of them are made up. */
import { foldForSearch, transliterate } from '~/services/search-name';
import { addDays, dayOf, momentAt } from '~/services/time';
import { mentionedIn } from '~/texts/mentions';
import { type Tx, mandates, people, visits } from '../client.server';
import type { PersonId } from '../values';
import { workday } from './days';
import { demoId } from './ids';
import { type OrganisationKey, organisationDomain, organisationId } from './organisations';

/** The one password of all example accounts that can sign in. */
export const demoPassword = 'packt-gemeinsam-an';

/** Who can sign in, what for, and under which name they stand in the example. */
export const demoSignIns = [
  { key: 'behrends', email: 'geschaeftsstelle@demo.example', role: 'Geschäftsstelle' },
  { key: 'lueders', email: 'leitung@demo.example', role: 'Leitung der AG Sprachförderung' },
  { key: 'yildiz', email: 'protokoll@demo.example', role: 'Protokoll der AG Sprachförderung' },
  { key: 'kowalenko', email: 'mitglied@demo.example', role: 'Mitglied der AG Sprachförderung' },
  { key: 'oltmanns', email: 'gast@demo.example', role: 'Gast der AG Sprachförderung' },
  { key: 'freytag', email: 'partner@demo.example', role: 'prüft für den Wohlfahrtsverband Ankommen' },
  { key: 'jansen', email: 'neu@demo.example', role: 'noch in keiner Gruppe' },
] as const;

type Row = [key: string, name: string, organisation?: OrganisationKey, mandate?: 'deputy' | 'former'];

const rows: Row[] = [
  ['behrends', 'Katrin Behrends'],
  ['tjarks', 'Onno Tjarks'],
  ['lueders', 'Dr. Hanna Lüders', 'volkshochschulen'],
  ['yildiz', 'Mehmet Yıldız', 'gewerkschaftsbund'],
  ['kowalenko', 'Oleksandra Kowalenko', 'migrantinnen'],
  ['oltmanns', 'Friedrich Oltmanns'],
  ['freytag', 'Sabine Freytag', 'ankommen'],
  ['jansen', 'Nora Jansen'],
  ['abbas', 'Samira Abbas', 'gefluechtetenrat'],
  ['ahlers', 'Jörg Ahlers', 'handwerk'],
  ['bakker', 'Wiebke Bakker', 'landeskirche'],
  ['barzani', 'Rezan Barzani', 'ankommen', 'deputy'],
  ['brandes', 'Ulrike Brandes', 'staedte'],
  ['celik', 'Deniz Çelik', 'unternehmen'],
  ['dierks', 'Hinrich Dierks', 'kreise'],
  ['doan', 'Thị Mai Doan', 'migrantinnen', 'deputy'],
  ['eggers', 'Petra Eggers', 'diakonie'],
  ['engelke', 'Matthias Engelke', 'land'],
  ['fedorenko', 'Iryna Fedorenko', 'samariter'],
  ['friese', 'Gesa Friese', 'handel'],
  ['garbers', 'Torsten Garbers', 'logistik'],
  ['ghebre', 'Selam Ghebre', 'nachbarn'],
  ['grote', 'Anke Große-Venhaus', 'bistum'],
  ['haddad', 'Yusuf Haddad', 'gefluechtetenrat', 'deputy'],
  ['harms', 'Insa Harms', 'baeckerei'],
  ['heine', 'Robert Heine', 'gewerkschaftsbund', 'deputy'],
  ['hoekstra', 'Marijke Hoekstra', 'sport'],
  ['ibrahimi', 'Arta Ibrahimi', 'mieter'],
  ['jakobs', 'Ernst-August Jakobs', 'kreise', 'deputy'],
  ['kaya', 'Elif Kaya', 'bildungsgewerkschaft'],
  ['kessler', 'Bärbel Keßler', 'diakonie', 'deputy'],
  ['koch', 'Lena Koch', 'land', 'deputy'],
  ['kruse', 'Heiko Kruse', 'windwerk'],
  ['lammers', 'Mareike Lammers', 'bistum', 'deputy'],
  ['loewe', 'Rüdiger Löwe', 'mitte'],
  ['mahmoud', 'Nadia Mahmoud', 'nachbarn', 'deputy'],
  ['meinders', 'Folkert Meinders', 'handwerk', 'deputy'],
  ['mueller', 'Änne Müller', 'volkshochschulen', 'deputy'],
  ['nguyen', 'Minh Nguyen', 'sport', 'deputy'],
  ['niemann', 'Christa Niemann', 'landeskirche', 'deputy'],
  ['nowak', 'Paweł Nowak', 'logistik', 'deputy'],
  ['okafor', 'Grace Okafor', 'samariter', 'deputy'],
  ['ostendorf', 'Clemens Ostendorf', 'unternehmen', 'deputy'],
  ['peters', 'Silke Peters', 'staedte', 'deputy'],
  ['petrov', 'Dimitar Petrov', 'mieter', 'deputy'],
  ['quast', 'Wilhelm Quast'],
  ['rahimi', 'Farid Rahimi', 'bildungsgewerkschaft', 'deputy'],
  ['reimers', 'Antje Reimers', 'gruenland'],
  ['rodriguez', 'Lucía Rodríguez', 'handel', 'deputy'],
  ['saathoff', 'Meta Saathoff', 'nachbarn', 'former'],
  ['schaefer', 'Jonas Schäfer', 'mitte', 'deputy'],
  ['schroeder', 'Elke Schröder-Thiel', 'gruenland', 'deputy'],
  ['sommer', 'Dr. Tim Sommer', 'windwerk', 'deputy'],
  ['tadesse', 'Hiwot Tadesse'],
  ['thiele', 'Gudrun Thiele'],
  ['ulrich', 'Bernd Ulrich', 'baeckerei', 'deputy'],
  ['vogt', 'Miriam Vogt'],
  ['wessels', 'Jan-Hendrik Weßels'],
  ['yousefi', 'Parisa Yousefi'],
  ['zimmermann', 'Karl-Heinz Zimmermann'],
];

/** Invited by mail, and have not chosen a password yet. */
const invited = new Set(['vogt', 'yousefi']);
const disabled = new Set(['quast']);

const byKey = new Map(rows.map((row) => [row[0], row]));

/** @throws Error for a name that is not in the list: a slip in the example */
export function personId(key: string): PersonId {
  if (!byKey.has(key)) throw new Error(`There is no example person "${key}".`);
  return demoId('person', key);
}

export const peopleKeys: readonly string[] = rows.map(([key]) => key);

export const personName = (key: string): string => byKey.get(key)![1];

/** The organisation somebody speaks for as principal or deputy. */
export const organisationOf = (key: string): OrganisationKey | undefined => byKey.get(key)![2];

function emailOf([key, name, organisation]: Row): string {
  const signIn = demoSignIns.find((account) => account.key === key);
  if (signIn) return signIn.email;
  const local = transliterate(name)
    .replace(/^dr\. /, '')
    .replaceAll(' ', '.')
    .replace(/[^a-z.-]/g, '');
  return `${local}@${organisation ? organisationDomain(organisation) : 'post.example'}`;
}

/** Those who sign in were here a week ago, so that they are told what is new since then. */
export async function fillVisits(tx: Tx): Promise<void> {
  const at = momentAt(workday(-5), '17:40');
  await tx.insert(visits).values(demoSignIns.map(({ key }) => ({ personId: personId(key), at })));
}

/** @param passwordHash of `demoPassword`, the same for all: to make one takes a while */
export async function fillPeople(tx: Tx, passwordHash: string): Promise<void> {
  const founded = workday(-480);
  await tx.insert(people).values(
    rows.map((row, index) => {
      const [key, name] = row;
      const createdAt = momentAt(invited.has(key) ? workday(-3) : addDays(founded, index * 2), '09:30');
      return {
        id: personId(key),
        email: emailOf(row),
        name,
        searchName: foldForSearch(name),
        language: key === 'okafor' ? ('en' as const) : ('de' as const),
        passwordHash: invited.has(key) ? null : passwordHash,
        office: key === 'behrends' || key === 'tjarks',
        createdAt,
        invitedAt: createdAt,
        joinedAt: invited.has(key) ? null : momentAt(addDays(dayOf(createdAt), 1), '18:15'),
        disabledAt: disabled.has(key) ? momentAt(workday(-60), '11:00') : null,
      };
    }),
  );
  await tx.insert(mandates).values(
    rows.flatMap(([key, , organisation, mandate]) =>
      organisation
        ? [
            {
              id: demoId('mandate', key),
              personId: personId(key),
              organisationId: organisationId(organisation),
              startDate: founded,
              endDate: mandate === 'former' ? workday(-90) : null,
              deputy: mandate === 'deputy',
            },
          ]
        : [],
    ),
  );
}

/** Whom a remark names with an @. */
export function peopleNamedIn(body: string): { personId: PersonId; name: string }[] {
  const names = mentionedIn(body, peopleKeys.map(personName));
  return peopleKeys
    .map((key) => ({ personId: personId(key), name: personName(key) }))
    .filter(({ name }) => names.has(name.toLowerCase()));
}
