/** Fields of action, working groups and who is in them. */
import { momentAt } from '~/services/time';
import { type Tx, fields, groups, joinRequests, memberships } from '../client.server';
import type { GroupId, GroupRole } from '../values';
import { workday } from './days';
import { demoId } from './ids';
import { personId } from './people';

const fieldNames = [
  ['sprachfoerderung', 'Sprachförderung'],
  ['arbeit', 'Arbeitsmarktintegration'],
  ['engagement', 'Freiwilliges Engagement'],
  ['wohnen-und-leben', 'Wohnen und Leben'],
  ['teilhabe', 'Politische und gesellschaftliche Teilhabe'],
] as const;

export type DemoGroup = {
  slug: string;
  field: (typeof fieldNames)[number][0];
  name: string;
  abbreviation: string;
  description: string;
  lead: string[];
  secretary: string[];
  member: string[];
  guest?: string[];
  archived?: boolean;
};

export const demoGroups: readonly DemoGroup[] = [
  {
    slug: 'sprachfoerderung',
    field: 'sprachfoerderung',
    name: 'AG Sprachförderung',
    abbreviation: 'SPR',
    description:
      'Deutsch lernen, wo Menschen leben und arbeiten: Wir bringen Träger von Sprachkursen, Ehrenamtliche, Kommunen und Betriebe zusammen, schließen Lücken im Angebot und machen gute Beispiele bekannt.',
    lead: ['lueders'],
    secretary: ['yildiz'],
    member: ['kowalenko', 'abbas', 'ahlers', 'bakker', 'brandes', 'celik', 'dierks', 'eggers', 'grote', 'kaya', 'koch', 'mueller', 'tadesse'],
    guest: ['oltmanns'],
  },
  {
    slug: 'arbeit-und-ausbildung',
    field: 'arbeit',
    name: 'AG Arbeit und Ausbildung',
    abbreviation: 'ARB',
    description:
      'Der Weg in Arbeit und Ausbildung soll kürzer werden. Wir arbeiten an Anerkennung von Abschlüssen, Praktika, Kinderbetreuung und fairen Arbeitsbedingungen.',
    lead: ['celik'],
    secretary: ['friese'],
    member: ['ahlers', 'meinders', 'heine', 'kruse', 'garbers', 'harms', 'engelke', 'nowak', 'kowalenko', 'rodriguez', 'zimmermann'],
  },
  {
    slug: 'ehrenamt',
    field: 'engagement',
    name: 'AG Ehrenamt und Patenschaften',
    abbreviation: 'ENG',
    description:
      'Tausende helfen freiwillig. Wir sorgen dafür, dass sie Rückhalt haben: Fortbildung, Erstattung von Auslagen, Anerkennung und Patenschaften, die tragen.',
    lead: ['ghebre'],
    secretary: ['thiele'],
    member: ['mahmoud', 'hoekstra', 'nguyen', 'niemann', 'lammers', 'kessler', 'okafor', 'wessels', 'tadesse', 'brandes'],
  },
  {
    slug: 'wohnen',
    field: 'wohnen-und-leben',
    name: 'AG Wohnen und Ankommen',
    abbreviation: 'WOH',
    description:
      'Aus der Unterkunft in die eigene Wohnung: Wir suchen Wege durch den engen Wohnungsmarkt und begleiten das Ankommen in der Nachbarschaft.',
    lead: ['ibrahimi'],
    secretary: ['peters'],
    member: ['petrov', 'dierks', 'jakobs', 'fedorenko', 'barzani', 'eggers', 'haddad', 'bakker', 'zimmermann'],
    guest: ['wessels'],
  },
  {
    slug: 'teilhabe',
    field: 'teilhabe',
    name: 'AG Teilhabe und Demokratie',
    abbreviation: 'TEI',
    description:
      'Mitreden und mitentscheiden: Wir stärken politische Bildung, Beiräte und Vereine von Zugewanderten und stellen uns Hass und Ausgrenzung entgegen.',
    lead: ['doan'],
    secretary: ['schaefer'],
    member: ['loewe', 'reimers', 'schroeder', 'kaya', 'rahimi', 'abbas', 'engelke', 'grote', 'sommer', 'thiele'],
  },
  {
    slug: 'erstaufnahme',
    field: 'wohnen-und-leben',
    name: 'AG Erstaufnahme',
    abbreviation: 'EAU',
    description:
      'Hat in den ersten Monaten die Hilfe in den Notunterkünften abgestimmt. Ihre Aufgaben hat die AG Wohnen und Ankommen übernommen.',
    lead: ['fedorenko'],
    secretary: ['jakobs'],
    member: ['barzani', 'dierks', 'mahmoud', 'okafor', 'niemann', 'quast'],
    archived: true,
  },
];

export const groupId = (slug: string): GroupId => demoId('group', slug);

/** Everybody with a role, in the order of the lists above. */
export const membersOf = (group: DemoGroup): { key: string; role: GroupRole }[] =>
  (['lead', 'secretary', 'member', 'guest'] as const).flatMap((role) =>
    (group[role] ?? []).map((key) => ({ key, role })),
  );

export async function fillGroups(tx: Tx): Promise<void> {
  await tx
    .insert(fields)
    .values(fieldNames.map(([slug, name], index) => ({ id: demoId('field', slug), slug, name, position: index + 1 })));
  const founded = momentAt(workday(-420), '10:00');
  await tx.insert(groups).values(
    demoGroups.map(({ slug, field, name, abbreviation, description, archived }) => ({
      id: groupId(slug),
      slug,
      fieldId: demoId('field', field),
      name,
      abbreviation,
      description,
      createdAt: founded,
      archivedAt: archived ? momentAt(workday(-120), '15:00') : null,
    })),
  );
  await tx.insert(memberships).values(
    demoGroups.flatMap((group) =>
      membersOf(group).map(({ key, role }) => ({
        id: demoId('membership', `${group.slug} ${key}`),
        groupId: groupId(group.slug),
        personId: personId(key),
        role,
        startsAt: role === 'guest' ? momentAt(workday(-40), '10:00') : founded,
        endsAt: role === 'guest' ? momentAt(workday(75), '00:00') : null,
      })),
    ),
  );
  await tx.insert(joinRequests).values([
    {
      id: demoId('joinRequest', 'thiele sprachfoerderung'),
      groupId: groupId('sprachfoerderung'),
      personId: personId('thiele'),
      message:
        'Ich leite seit drei Jahren ein Sprachcafé in Hameln und würde gern mitarbeiten, vor allem beim Thema Kinderbetreuung während der Kurse.',
      createdAt: momentAt(workday(-4), '19:42'),
    },
    {
      id: demoId('joinRequest', 'heine teilhabe'),
      groupId: groupId('teilhabe'),
      personId: personId('heine'),
      message: 'Der Gewerkschaftsbund möchte sich an der politischen Bildung beteiligen.',
      state: 'declined',
      createdAt: momentAt(workday(-80), '14:10'),
      answeredAt: momentAt(workday(-76), '09:05'),
      answeredBy: personId('doan'),
      answer: 'Herzlichen Dank! Wir haben verabredet, dass Frau Kaya den Kontakt hält.',
    },
  ]);
}
