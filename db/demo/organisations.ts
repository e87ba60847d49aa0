/** The partner organisations of the example, of every kind. All of them are made up. */
import { foldForSearch } from '~/services/search-name';
import { type Tx, organisations } from '../client.server';
import type { OrganisationId, OrganisationKind } from '../values';
import { workday } from './days';
import { demoId } from './ids';
import { momentAt } from '~/services/time';

type Row = [key: string, kind: OrganisationKind, name: string, shortName: string, town: string];

const rows: Row[] = [
  ['gewerkschaftsbund', 'union', 'Gewerkschaftsbund Leine-Weser', 'GB Leine-Weser', 'Hannover'],
  ['bildungsgewerkschaft', 'union', 'Bildungsgewerkschaft Küste und Heide', 'BGKH', 'Lüneburg'],
  ['landeskirche', 'church', 'Evangelische Kirche im Weserland', 'Kirche Weserland', 'Nienburg'],
  ['bistum', 'church', 'Katholische Region Hasetal', 'Region Hasetal', 'Osnabrück'],
  ['unternehmen', 'employers', 'Unternehmerverband Heide und Küste', 'UV Heide-Küste', 'Celle'],
  ['land', 'state', 'Landesstelle für Teilhabe und Zuwanderung', 'LTZ', 'Hannover'],
  ['kreise', 'municipal', 'Verbund der Landkreise zwischen Ems und Elbe', 'Kreisverbund', 'Verden'],
  ['staedte', 'municipal', 'Städtekonferenz Leine-Aller', 'Städtekonferenz', 'Hildesheim'],
  ['ankommen', 'welfare', 'Wohlfahrtsverband Ankommen', 'WV Ankommen', 'Braunschweig'],
  ['nachbarn', 'welfare', 'Nachbarschaftshilfe Südheide', 'NH Südheide', 'Uelzen'],
  ['diakonie', 'welfare', 'Diakoniewerk Moorland', 'DW Moorland', 'Papenburg'],
  ['samariter', 'welfare', 'Samariterdienst Harzvorland', 'SD Harzvorland', 'Goslar'],
  ['handwerk', 'chamber', 'Handwerkskammer Elm und Leine', 'HWK Elm-Leine', 'Braunschweig'],
  ['handel', 'chamber', 'Handelskammer Jadebusen', 'HK Jadebusen', 'Wilhelmshaven'],
  ['mitte', 'party', 'Landtagsfraktion Soziale Mitte', 'Soziale Mitte', 'Hannover'],
  ['gruenland', 'party', 'Landtagsfraktion Grünes Land', 'Grünes Land', 'Hannover'],
  ['windwerk', 'company', 'Windwerk Küste GmbH', 'Windwerk', 'Cuxhaven'],
  ['baeckerei', 'company', 'Bäckerei Harms & Töchter', 'Bäckerei Harms', 'Oldenburg'],
  ['logistik', 'company', 'Moorland Logistik AG', 'Moorland Logistik', 'Vechta'],
  ['volkshochschulen', 'association', 'Verbund der Volkshochschulen Land und Leute', 'VHS-Verbund', 'Göttingen'],
  ['gefluechtetenrat', 'association', 'Rat für Geflüchtete Weser-Aller', 'RfG Weser-Aller', 'Verden'],
  ['sport', 'association', 'Sportkreis Niederelbe', 'Sportkreis', 'Stade'],
  ['migrantinnen', 'association', 'Netzwerk der Migrantinnenvereine', 'NeMiV', 'Hannover'],
  ['mieter', 'association', 'Ring der Mieterinnen und Mieter', 'Mieterring', 'Salzgitter'],
];

export type OrganisationKey = string;

const keys = new Set(rows.map(([key]) => key));

/** @throws Error for a name that is not in the list: a slip in the example */
export function organisationId(key: OrganisationKey): OrganisationId {
  if (!keys.has(key)) throw new Error(`There is no example organisation "${key}".`);
  return demoId('organisation', key);
}

export const organisationName = (key: OrganisationKey): string => rows.find((row) => row[0] === key)![2];
export const organisationDomain = (key: OrganisationKey): string => `${key}.example`;

export async function fillOrganisations(tx: Tx): Promise<void> {
  const createdAt = momentAt(workday(-500), '10:00');
  await tx.insert(organisations).values(
    rows.map(([key, kind, name, shortName, town], index) => ({
      id: organisationId(key),
      name,
      shortName,
      searchName: foldForSearch(`${name} ${shortName}`),
      kind,
      contactName: `Geschäftsstelle ${town}`,
      contactEmail: `kontakt@${organisationDomain(key)}`,
      contactPhone: `0${500 + index * 7} ${100200 + index * 137}`,
      website: `https://www.${organisationDomain(key)}`,
      published: kind !== 'party',
      createdAt,
    })),
  );
}
