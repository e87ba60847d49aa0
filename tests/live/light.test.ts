import { describe, expect, it } from 'vitest';
import { type LineFacts, lightOf } from '~/live/light';
import { type CloseReason, closeCodes } from '~/live/protocol';

const calm: LineFacts = {
  connected: true,
  lost: false,
  unsaved: false,
  mode: 'edit',
  closed: undefined,
  tooBig: false,
};

describe('the light', () => {
  it('never says saved while something is unsaved or the line is down', () => {
    const flags = [true, false];
    const reasons = [undefined, ...(Object.keys(closeCodes) as CloseReason[])];
    for (const connected of flags)
      for (const lost of flags)
        for (const unsaved of flags)
          for (const tooBig of flags)
            for (const mode of ['edit', 'read'] as const)
              for (const closed of reasons)
                if (unsaved || !connected) {
                  expect(lightOf({ connected, lost, unsaved, tooBig, mode, closed })).not.toBe('saved');
                }
  });

  it.each<[string, Partial<LineFacts>, string]>([
    ['all is confirmed', {}, 'saved'],
    ['something is on its way', { unsaved: true }, 'saving'],
    ['the line hiccups', { connected: false, unsaved: true }, 'saving'],
    ['the line stays away', { connected: false, lost: true }, 'offline'],
    ['the server restarts', { connected: false, lost: true, closed: 'restarting' }, 'offline'],
    ['the log can not be written', { connected: false, unsaved: true, closed: 'storageFailed' }, 'error'],
    ['the session has ended', { connected: false, closed: 'sessionEnded' }, 'error'],
    ['the right has ended', { connected: false, closed: 'rightEnded' }, 'error'],
    ['one may only read now, and has unsaved words', { mode: 'read', unsaved: true }, 'error'],
    ['one reads', { mode: 'read' }, 'saved'],
    ['what waits is too large', { unsaved: true, tooBig: true }, 'error'],
  ])('when %s', (_, facts, light) => {
    expect(lightOf({ ...calm, ...facts })).toBe(light);
  });
});
