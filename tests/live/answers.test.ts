/** One encoding for all who ask for a text while they hold the same of it. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Answers, nothing } from '~/live/answers.server';
import { decodeServerMessage } from '~/live/protocol';
import type { Frame } from '~/live/sockets.server';
import { applyAll } from './house';

/** A document whose edits are told to its answers, as a room does. */
function written(words: string): { doc: Y.Doc; answers: Answers; write: (words: string) => void } {
  const doc = new Y.Doc();
  const answers = new Answers(() => doc);
  const text = doc.getText('words');
  text.insert(0, words);
  doc.on('update', (update: Uint8Array) => answers.extend([update]));
  return { doc, answers, write: (more) => text.insert(text.length, more) };
}

/** The payload of a frame from server to client. */
function payloadOf(frame: Frame): Buffer {
  const length = frame[1]!;
  return frame.subarray(length < 126 ? 2 : length === 126 ? 4 : 10);
}

function received(frames: readonly Frame[], doc = new Y.Doc()): string {
  const message = decodeServerMessage(Buffer.concat(frames.map(payloadOf)));
  if (message.type === 'update') applyAll(doc, message);
  return doc.getText('words').toString();
}

describe('an answer', () => {
  it('is refused to a state vector that is none', () => {
    expect(() => written('text').answers.to(new Uint8Array([200]))).toThrow();
  });

  it('is one message in two fragments', () => {
    const [beginning, end] = written('text').answers.to(nothing);
    expect([beginning![0], end![0]]).toEqual([0x02, 0x80]);
  });

  it('begins with the same bytes for all, and ends with what was edited since', () => {
    const { answers, write } = written('one ');
    const [beginning] = answers.to(nothing);
    write('two ');
    write('three');
    const later = answers.to(nothing);
    expect(later[0]).toBe(beginning);
    expect(later[1]).toBe(answers.to(nothing)[1]);
    expect(received(later)).toBe('one two three');
  });

  it('holds only what is lacking, and all of it', () => {
    const { doc, answers, write } = written('one ');
    const device = new Y.Doc();
    Y.applyUpdate(device, Y.encodeStateAsUpdate(doc));
    answers.to(nothing);
    write('two ');
    const vector = Y.encodeStateVector(device);
    const [beginning] = answers.to(vector);
    write('three');
    const later = answers.to(vector);
    expect(later[0]).toBe(beginning);
    expect(received(later)).toBe('');
    expect(received(later, device)).toBe('one two three');
    expect(received(answers.to(nothing))).toBe('one two three');
  });

  it('is made anew once much was edited since', () => {
    const { answers, write } = written('one ');
    const [beginning] = answers.to(nothing);
    write('x'.repeat(100_000));
    const later = answers.to(nothing);
    expect(later[0]).not.toBe(beginning);
    expect(later[1]).toHaveLength(2);
    expect(received(later)).toHaveLength(100_004);
  });

  it('is kept for few holdings only, whatever is asked', () => {
    const { answers } = written('one ');
    const [beginning] = answers.to(nothing);
    for (let client = 1; client <= 3; client += 1) answers.to(Y.encodeStateVector(new Map([[client, 1]])));
    const [anew] = answers.to(nothing);
    expect(anew).not.toBe(beginning);
    expect(anew).toEqual(beginning);
  });
});
