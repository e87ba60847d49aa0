/** Profiles for tests, as the Geschäftsstelle fills them in. */
import { type Profile, profileSchema } from '~/features/alliance/profile';

/** What is typed into the form. */
export const typedProfile = (name: string) => ({
  name: { de: name, en: `${name} (en)` },
  claim: { de: 'Gemeinsam geht es.', en: 'Together we can.' },
  aim: { de: 'Worum es geht.\r\n\r\nUnd wofür.', en: 'What it is about.' },
  contact: {
    office: { de: 'Geschäftsstelle', en: 'Office' },
    street: 'Weg 1',
    city: '30000 Hannover',
    phone: '',
    email: 'Buero@Buendnis.example',
  },
  colour: '#1F3F77',
});

export const named = (name: string): Profile => profileSchema.parse(typedProfile(name));
