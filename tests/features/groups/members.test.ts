import { describe, expect, it } from 'vitest';
import { membersOf } from '~/features/groups/members.server';
import { groupBySlug, groupsOf } from '~/features/groups/groups.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { useDatabase } from '../../setup/database';
import { as, join, makeGroup, makeOrganisation, makePerson, speakFor } from './village';

useDatabase();

const hourAgo = () => new Date(Date.now() - 3_600_000);
const inAnHour = () => new Date(Date.now() + 3_600_000);

describe('membersOf', () => {
  it('refuses visitors, and everyone without a role in the group', async () => {
    const group = await makeGroup('Sprache');
    const elsewhere = await makePerson('Eva Fern');
    await join(elsewhere, await makeGroup('Wohnen'), 'lead');
    const former = await makePerson('Fritz Früher');
    await join(former, group, 'member', new Date(Date.now() - 1000));
    await expect(membersOf({ kind: 'visitor' }, group)).rejects.toBeInstanceOf(SignInRequired);
    await expect(membersOf(await as(elsewhere), group)).rejects.toBeInstanceOf(NotFound);
    await expect(membersOf(await as(former), group)).rejects.toBeInstanceOf(NotFound);
  });

  it('shows guests the names, and no addresses', async () => {
    const group = await makeGroup('Sprache');
    await join(await makePerson('Lena Leit'), group, 'lead');
    const guest = await makePerson('Gerd Gast');
    await join(guest, group, 'guest', inAnHour());
    const seen = await membersOf(await as(guest), group);
    expect(seen.map((member) => [member.name, member.email])).toEqual([
      ['Lena Leit', null],
      ['Gerd Gast', null],
    ]);
  });

  it('lists leads first with the organisations they speak for, and nobody whose role or account ended', async () => {
    const group = await makeGroup('Sprache');
    const member = await makePerson('Anna Ahorn');
    const lead = await makePerson('Zoe Zeder', { email: 'zoe@verein.example' });
    await join(member, group, 'member');
    await join(lead, group, 'lead');
    await join(await makePerson('Vera Vorbei'), group, 'member', hourAgo());
    await join(await makePerson('Willi Weg', { disabledAt: new Date() }), group, 'member');
    await speakFor(lead, await makeOrganisation('Caritasverband'), { deputy: true });
    const seen = await membersOf(await as(member), group);
    expect(seen.map(({ name, role, email }) => [name, role, email !== null])).toEqual([
      ['Zoe Zeder', 'lead', true],
      ['Anna Ahorn', 'member', true],
    ]);
    expect(seen[0]!.organisations).toEqual([expect.objectContaining({ name: 'Caritasverband', deputy: true })]);
  });
});

describe('groupBySlug', () => {
  it('knows no group that does not exist', async () => {
    await expect(groupBySlug('gibt-es-nicht')).rejects.toBeInstanceOf(NotFound);
    await expect(groupBySlug(undefined)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('groupsOf', () => {
  it('lists only groups in which a role is held now', async () => {
    const me = await makePerson('Ich');
    await join(me, await makeGroup('Heute'), 'member');
    await join(me, await makeGroup('Gestern'), 'member', hourAgo());
    await makeGroup('Fremde');
    expect((await groupsOf(await as(me))).map((group) => group.name)).toEqual(['Heute']);
    expect(await groupsOf(await as(await makePerson('Neu')))).toEqual([]);
  });
});
