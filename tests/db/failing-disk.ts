/** A process whose disk refuses: it must end without having called anything saved. */
import { fields, openDatabase, write } from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';

openDatabase(process.argv[2]!);
migrateDatabase();
openDatabase(process.argv[2]!, { flush: () => Promise.reject(new Error('EIO: i/o error, fdatasync')) });
void write(async (tx) => tx.insert(fields).values({ slug: 'a', name: 'a', position: 1 })).then(() =>
  process.stdout.write('saved'),
);
// What else the process does goes on for as long as it may.
setInterval(() => undefined, 1_000);
