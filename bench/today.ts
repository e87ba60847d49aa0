/** The page *Heute* of somebody who takes part in much, against that of somebody who takes part in little. */
import { join } from 'node:path';
import {
  closeDatabase,
  fields,
  groups,
  meetings,
  memberships,
  openDatabase,
  participants,
  people,
  tasks,
  type Tx,
  write,
} from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';
import type { GroupId, PersonId } from '~db/values';
import { startSession } from '~/access/session.server';
import { useSettings } from '~/services/settings.server';
import { addDays, today } from '~/services/time';
import type { Filled } from './fill';
import { compare, newFolder, serve } from './served';
import { type Row, median } from './table';

const dayInMs = 86_400_000;
const MEMBERS = 20;
/** Every so-manyth task is the person's own. */
const OWN = 4;

type Size = { groups: number; tasks: number };

/** @returns the folder of the database, and the cookie of a person who leads the first group and is a member of all */
async function fillToday(size: Size): Promise<Filled> {
  const folder = newFolder();
  const file = join(folder, 'portal.sqlite');
  useSettings({ dataDir: folder, databaseFile: file });
  openDatabase(file);
  migrateDatabase();
  const person = await write(async (tx) => {
    const members = await fillPeople(tx);
    const [field] = await tx.insert(fields).values({ slug: 'feld', name: 'Feld', position: 1 }).returning();
    for (let n = 0; n < size.groups; n += 1) {
      const [group] = await tx
        .insert(groups)
        .values({ slug: `gruppe-${n}`, fieldId: field!.id, name: `Gruppe ${n}`, abbreviation: `G${n}`, createdAt: new Date(0) })
        .returning({ id: groups.id });
      await fillGroup(tx, group!.id, members, { leads: n === 0, tasks: Math.floor(size.tasks / size.groups) });
    }
    return members[0]!;
  });
  const cookie = (await startSession(person, 'Bench', undefined)).split(';')[0]!;
  closeDatabase();
  return { folder, cookie };
}

async function fillPeople(tx: Tx): Promise<PersonId[]> {
  const made = await tx
    .insert(people)
    .values(
      Array.from({ length: MEMBERS }, (_, n) => ({
        email: `person${n}@bench.example`,
        name: `Person ${n}`,
        searchName: `person ${n}`,
        createdAt: new Date(0),
        joinedAt: new Date(0),
      })),
    )
    .returning({ id: people.id });
  return made.map(({ id }) => id);
}

async function fillGroup(tx: Tx, groupId: GroupId, members: PersonId[], { leads, tasks: count }: { leads: boolean; tasks: number }) {
  await tx.insert(memberships).values(
    members.map((personId, n) => ({
      groupId,
      personId,
      role: leads && n === 0 ? ('lead' as const) : ('member' as const),
      startsAt: new Date(0),
    })),
  );
  for (let number = 1; number <= 10; number += 1) {
    const startsAt = new Date(Date.now() + (number - 6.5) * 14 * dayInMs);
    const [meeting] = await tx
      .insert(meetings)
      .values({ groupId, number, startsAt, endsAt: startsAt, place: 'Raum 3', createdAt: new Date(0), createdBy: members[1]! })
      .returning({ id: meetings.id });
    await tx.insert(participants).values({ meetingId: meeting!.id, personId: members[0]!, name: 'Person 0', role: 'member', invited: true });
  }
  for (let n = 0; n < count; n += 1) {
    await tx.insert(tasks).values({
      groupId,
      what: `Aufgabe ${n}`,
      assigneePersonId: n % OWN === 0 ? members[0]! : members[n % MEMBERS]!,
      dueDate: addDays(today(), (n % 180) - 30),
      state: n % 2 === 0 ? 'open' : 'done',
      createdAt: new Date(Date.now() - (n % 100) * dayInMs),
      stateChangedAt: n % 2 === 0 ? null : new Date(Date.now() - (n % 50) * dayInMs),
      createdBy: members[1]!,
    });
  }
}

const many: Size = { groups: 12, tasks: 5_000 };
const few: Size = { groups: 2, tasks: 50 };

export async function measureToday(): Promise<Row> {
  const [large, small] = [await fillToday(many), await fillToday(few)];
  const [servedLarge, servedSmall] = [
    await serve(['build/server.js'], large.folder),
    await serve(['build/server.js'], small.folder),
  ];
  try {
    const figures = await compare(
      { url: `${servedLarge.url}/heute`, cookie: large.cookie },
      { url: `${servedSmall.url}/heute`, cookie: small.cookie },
      10,
    );
    const [ours, baseline] = [median(figures.ours), median(figures.baseline)];
    return {
      what: `Heute, ${many.groups} groups with ${many.tasks} tasks`,
      measured: `${ours.toFixed(0)}/s`,
      baseline: `${few.groups} groups with ${few.tasks} tasks ${baseline.toFixed(0)}/s`,
      ratio: ours / baseline,
      promise: '≥ 0.7',
      kept: ours / baseline >= 0.7,
    };
  } finally {
    await servedLarge.stop();
    await servedSmall.stop();
  }
}
