/**
 * The example alliance: what a portal looks like after a year of work. The same at every filling,
 * apart from its days, which are laid around the day of filling. Every name in it is made up.
 */
import { hashPassword } from '~/features/account/passwords.server';
import { write } from '../client.server';
import { fillFiles, keepFiles } from './files';
import { fillGroups } from './groups';
import { fillMeetings } from './meetings';
import { fillOrganisations } from './organisations';
import { demoPassword, fillPeople } from './people';

export { demoPassword, demoSignIns } from './people';

/** Fills an empty portal: all of the example, or nothing. */
export async function fillDemo(): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  const files = await keepFiles();
  await write(async (tx) => {
    await fillOrganisations(tx);
    await fillPeople(tx, passwordHash);
    await fillGroups(tx);
    await fillMeetings(tx);
    await fillFiles(tx, files);
  });
}
