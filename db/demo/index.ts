/**
 * The example alliance: what a portal looks like after a year of work. The same at every filling,
 * apart from its days, which are laid around the day of filling. Every name in it is made up.
 */
import { hashPassword } from '~/features/account/passwords.server';
import { makeStandardTemplates } from '~/features/documents/templates.server';
import { write } from '../client.server';
import { fillAlliance } from './alliance';
import { fillCircular } from './circular';
import { fillDocuments, readDocuments } from './documents';
import { fillFiles, keepFiles } from './files';
import { fillGroups } from './groups';
import { History } from './history';
import { fillMeetings } from './meetings';
import { fillOrganisations } from './organisations';
import { demoPassword, fillPeople, fillVisits } from './people';
import { fillPolls } from './polls';
import { fillTasks } from './tasks';

export { demoPassword, demoSignIns } from './people';

/** Fills an empty portal: all of the example, or nothing but the templates that every portal begins with. */
export async function fillDemo(): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  const files = await keepFiles();
  const documents = await readDocuments();
  await makeStandardTemplates();
  await write(async (tx) => {
    await fillOrganisations(tx);
    await fillPeople(tx, passwordHash);
    await fillAlliance(tx);
    await fillGroups(tx);
    const history = new History();
    await fillMeetings(tx, history);
    await fillCircular(tx, history);
    await fillPolls(tx, history);
    await fillDocuments(tx, documents, history);
    await fillFiles(tx, files);
    await fillTasks(tx);
    await fillVisits(tx);
    await history.write(tx);
  });
}
