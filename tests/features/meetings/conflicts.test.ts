/** Double bookings: shown as far as one may know of them, and nothing is forbidden. */
import { beforeEach, describe, expect, it } from 'vitest';
import { db, memberships, write } from '~db/client.server';
import type { GroupRole, MeetingId, PersonId } from '~db/values';
import { conflictsOf } from '~/features/meetings/conflicts.server';
import { answerInvitation, inviteToMeeting } from '~/features/meetings/invitations.server';
import { meetingById } from '~/features/meetings/meetings.server';
import { cancelMeeting } from '~/features/meetings/planning.server';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { meetingIn } from './meeting-maker';

useDatabase();

let here: Alliance;
let there: Alliance;
let id: MeetingId;
let parallel: MeetingId;

const joins = async (personId: PersonId, role: GroupRole) =>
  write(async (tx) =>
    tx.insert(memberships).values({ groupId: there.groupId, personId, role, startsAt: new Date(0), endsAt: role === 'guest' ? new Date(Date.now() + 1e10) : null }),
  );
const seenBy = async (role: Role) => conflictsOf(await here.as(role), await meetingById(db, id));

beforeEach(async () => {
  here = await makeAlliance();
  there = await makeAlliance('arbeit');
  ({ id } = await meetingIn(here, 14, { from: '14:00', until: '16:00' }));
  ({ id: parallel } = await meetingIn(there, 14, { from: '15:30', until: '17:00' }));
});

describe('somebody expected elsewhere', () => {
  it('is a number to those who may not know where', async () => {
    await joins(here.ids.member, 'member');
    const seen = await seenBy('lead');
    expect(seen).toEqual({ others: 1, known: [], own: [] });
    expect(JSON.stringify(seen)).not.toContain('arbeit');
  });

  it('is named to those who may', async () => {
    await joins(here.ids.member, 'member');
    expect(await seenBy('office')).toMatchObject({ others: 1, known: [{ group: 'AG arbeit', number: 1 }] });
  });

  it('learns of it, with the way there', async () => {
    await joins(here.ids.member, 'member');
    expect(await seenBy('member')).toMatchObject({ others: 0, known: [], own: [{ path: '/gruppen/arbeit/sitzungen/1' }] });
  });

  it('as a guest counts when invited, and not before', async () => {
    await joins(here.ids.member, 'guest');
    expect(await seenBy('lead')).toMatchObject({ others: 0 });
    await inviteToMeeting(await there.as('lead'), parallel, [here.ids.member]);
    expect(await seenBy('lead')).toMatchObject({ others: 1 });
  });

  it('no longer counts once they declined', async () => {
    await joins(here.ids.member, 'member');
    await inviteToMeeting(await there.as('lead'), parallel, []);
    await answerInvitation(await here.as('member'), parallel, 'declined');
    expect(await seenBy('lead')).toMatchObject({ others: 0 });
  });
});

describe('nothing is shown', () => {
  it('of meetings that only touch, or are called off', async () => {
    await joins(here.ids.member, 'member');
    await cancelMeeting(await there.as('lead'), parallel, 'x');
    await meetingIn(there, 14, { from: '16:00', until: '17:00' });
    expect(await seenBy('lead')).toEqual({ others: 0, known: [], own: [] });
  });

  it('of people whom it does not concern', async () => {
    expect(await seenBy('office')).toEqual({ others: 0, known: [], own: [] });
  });
});
