/** What the alliance of the example says of itself. Its address for mails is made up: nobody is to be written to from an example. */
import type { Profile } from '~/features/alliance/profile';
import { momentAt } from '~/services/time';
import { type Tx, profileVersions } from '../client.server';
import { workday } from './days';
import { demoId } from './ids';
import { personId } from './people';

const profile: Profile = {
  name: { de: 'Bündnis „Niedersachsen packt an“', en: 'Alliance “Niedersachsen packt an”' },
  claim: {
    de: 'Wer zu uns geflohen ist, soll hier gut ankommen. Daran arbeiten viele im ganzen Land – gemeinsam.',
    en: 'Whoever fled to us is to arrive well here. Many people all over the state work on that – together.',
  },
  aim: {
    de: 'Das Bündnis bringt zusammen, wer in Niedersachsen für Menschen da ist, die vor Krieg, Terror und Verfolgung geflohen sind: Gewerkschaften, Kirchen, Arbeitgeber, Land und Kommunen, Wohlfahrtsverbände, Betriebe und viele Vereine.\n\nWir bündeln, was einzelne leisten, und stärken allen den Rücken, die haupt- oder ehrenamtlich helfen. Uns tragen Solidarität, Toleranz und Zusammenhalt. Alle in Niedersachsen sind eingeladen.',
    en: 'The alliance brings together those in Lower Saxony who are there for people who fled from war, terror and persecution: unions, churches, employers, state and municipalities, welfare organisations, companies and many clubs.\n\nWe bundle what each of them achieves, and back everybody who helps, for a living or as a volunteer. Solidarity, tolerance and cohesion carry us. Everybody in Lower Saxony is invited.',
  },
  contact: {
    office: { de: 'Geschäftsstelle des Bündnisses', en: 'Central office of the alliance' },
    street: 'Planckstraße 2',
    city: '30169 Hannover',
    phone: '0511 120-6803',
    email: 'buendnis@niedersachsen.example',
  },
  colour: '#1f3f77',
};

export async function fillAlliance(tx: Tx): Promise<void> {
  const at = momentAt(workday(-400), '11:00');
  const by = personId('behrends');
  await tx.insert(profileVersions).values({
    ...{ id: demoId('profileVersion', 'first'), number: 1, content: profile },
    ...{ savedAt: at, savedBy: by, publishedAt: at, publishedBy: by },
  });
}
