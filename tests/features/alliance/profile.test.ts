/** What the alliance says of itself: drafted by the Geschäftsstelle alone, and seen by all once it is published. */
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, db, profileVersions, write } from '~db/client.server';
import { contrastWithWhite } from '~/features/alliance/colour';
import { profileSchema, profileStepSchema } from '~/features/alliance/profile';
import {
  allianceName,
  discardProfile,
  previewProfile,
  profileDesk,
  publishProfile,
  readProfile,
  restoreProfile,
  saveProfile,
} from '~/features/alliance/profile.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { type Alliance, cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { named, typedProfile } from './profiles';

useDatabase();

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

const desk = async () => profileDesk(await alliance.as('office'));
const save = async (name: string, basis?: string) =>
  saveProfile(await alliance.as('office'), named(name), basis ?? (await desk()).basis);
const publish = async (id: Awaited<ReturnType<typeof save>>) =>
  publishProfile(await alliance.as('office'), id, (await desk()).basis);

describe('everybody but the Geschäftsstelle', () => {
  it.each(cast.filter((role) => role !== 'office'))('is refused: %s', async (role) => {
    const actor = await alliance.as(role);
    const draft = await save('Entwurf');
    const { basis } = await desk();
    await expect(profileDesk(actor)).rejects.toThrow(NotFound);
    await expect(previewProfile(actor, draft, 'de')).rejects.toThrow(NotFound);
    await expect(saveProfile(actor, named('Fremd'), basis)).rejects.toThrow(NotFound);
    await expect(publishProfile(actor, draft, basis)).rejects.toThrow(NotFound);
    await expect(restoreProfile(actor, draft)).rejects.toThrow(NotFound);
    await expect(discardProfile(actor, draft)).rejects.toThrow(NotFound);
  });

  it('is asked to sign in first', async () => {
    await expect(profileDesk({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
  });
});

describe('a draft', () => {
  it('is seen by nobody until it is published, and then by all', async () => {
    expect([await readProfile('de'), await allianceName('de')]).toEqual([undefined, 'Bündnis-Portal']);
    const draft = await save('Bündnis Nord');
    expect(await readProfile('de')).toBeUndefined();
    expect((await previewProfile(await alliance.as('office'), draft, 'en')).profile.name).toBe('Bündnis Nord (en)');
    await publish(draft);
    expect([await allianceName('de'), await allianceName('en')]).toEqual(['Bündnis Nord', 'Bündnis Nord (en)']);
    expect(await db.select().from(auditLog)).toMatchObject([{ action: 'profile.published', objectName: 'Bündnis Nord', details: { number: 1 } }]);
  });

  it('stands beside what is published, once, and can be dropped', async () => {
    await publish(await save('Eins'));
    const draft = await save('Zwei');
    expect(await save('Drei')).toBe(draft);
    expect([await allianceName('de'), (await desk()).profile?.name.de]).toEqual(['Eins', 'Drei']);
    await discardProfile(await alliance.as('office'), draft);
    expect([(await desk()).draft, (await desk()).profile?.name.de]).toEqual([null, 'Eins']);
  });

  it('of somebody else is not overwritten unseen, nor published', async () => {
    const { basis } = await desk();
    const draft = await save('Eins', basis);
    await expect(save('Zwei', basis)).rejects.toThrow(new Rejected('changedMeanwhile'));
    const seen = (await desk()).basis;
    await save('Drei');
    await expect(publishProfile(await alliance.as('office'), draft, seen)).rejects.toThrow(new Rejected('changedMeanwhile'));
    expect(await readProfile('de')).toBeUndefined();
  });
});

describe('what was published', () => {
  it('comes back as a new draft, with a number of its own', async () => {
    const first = await save('Eins');
    await publish(first);
    await publish(await save('Zwei'));
    await publish(await restoreProfile(await alliance.as('office'), first));
    expect(await allianceName('de')).toBe('Eins');
    expect((await desk()).versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it('is neither published twice nor dropped', async () => {
    const first = await save('Eins');
    await publish(first);
    await expect(publish(first)).rejects.toThrow(NotFound);
    await expect(discardProfile(await alliance.as('office'), first)).rejects.toThrow(NotFound);
  });

  it('never changes, whatever asks for it', async () => {
    await publish(await save('Eins'));
    await expect(write((tx) => tx.update(profileVersions).set({ content: {} }))).rejects.toThrow(/published never changes/);
    await expect(write((tx) => tx.delete(profileVersions))).rejects.toThrow(/published never changes/);
  });
});

describe('the form', () => {
  it.each([
    [{ colour: '#ffcc00' }, 'colourTooLight'],
    [{ colour: 'blau' }, 'colour'],
    [{ colour: '#12345' }, 'colour'],
  ])('refuses %o', (wrong, message) => {
    expect(profileSchema.safeParse({ ...typedProfile('x'), ...wrong }).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  it.each(['publish', 'anything', undefined])('knows no step %s: what is published is looked at first', (intent) => {
    expect(profileStepSchema.safeParse({ intent, version: 'aaaaaaaaaaaaaaaa', basis: 'x' }).success).toBe(false);
  });

  it('asks for both languages', () => {
    const typed = typedProfile('x');
    const { error } = profileSchema.safeParse({ ...typed, claim: { de: 'Leitsatz', en: ' ' } });
    expect(error?.issues.map(({ path }) => path)).toEqual([['claim', 'en']]);
  });

  it('measures how white stands out as WCAG 2.2 says', () => {
    expect(contrastWithWhite('#ffffff')).toBeCloseTo(1);
    expect(contrastWithWhite('#000000')).toBeCloseTo(21);
    expect(contrastWithWhite('#777777')).toBeCloseTo(4.48, 2);
  });
});
