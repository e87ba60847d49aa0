/** The uploads of a page: one after the other, each can be cancelled, each says how it ended. */
import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { largestFile } from '~/services/files/kinds';
import { type Outcome, sendFile } from '~/services/files/send-file';
import type { Parent } from './files';
import { noteUpload, unfinishedUploads } from './unfinished';

export type RunningUpload = {
  key: number;
  name: string;
  /** How much of it has left; 100 while the server looks at it, null while it waits for those before. */
  percent: number | null;
  cancel: () => void;
};

type Said = { key: number; sentence: string };

const mostSaid = 4;

let lastKey = 0;

export function useUploads(parent: Parent) {
  const { t } = useTranslation(['files', 'errors']);
  const { revalidate } = useRevalidator();
  const [running, setRunning] = useState<RunningUpload[]>([]);
  const [errors, setErrors] = useState<string[]>([]);
  /** What happened last, for those who hear the page; what comes at once upon another drowns nothing. */
  const [said, setSaid] = useState<Said[]>([]);
  const [interrupted, setInterrupted] = useState<string[]>([]);
  const queue = useRef(Promise.resolve());
  const there = useRef(false);
  const place = `${parent.kind}-${parent.id}`;

  useEffect(() => {
    there.current = true;
    void unfinishedUploads(place).then((names) => names.length > 0 && setInterrupted(names));
    return () => {
      there.current = false;
    };
  }, [place]);

  const busy = running.length > 0;
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [busy]);

  function begin(files: readonly File[]): void {
    setErrors([]);
    setInterrupted([]);
    for (const file of files) {
      if (file.size > largestFile) {
        fail(t('errors:fileTooLarge', { name: file.name, maximum: largestFile / 2 ** 20 }));
        continue;
      }
      const upload = { file, key: (lastKey += 1), cancelled: new AbortController() };
      const row = { key: upload.key, name: file.name, percent: null, cancel: () => upload.cancelled.abort() };
      setRunning((rows) => [...rows, row]);
      queue.current = queue.current.then(() => run(upload));
    }
  }

  const say = (sentence: string) => {
    lastKey += 1;
    const key = lastKey;
    setSaid((sentences) => [...sentences, { key, sentence }].slice(-mostSaid));
  };

  const fail = (sentence: string) => setErrors((sentences) => [...sentences, sentence]);

  async function run({ file, key, cancelled }: { file: File; key: number; cancelled: AbortController }): Promise<void> {
    const { name } = file;
    const ended = noteUpload(place, name);
    let quarter = 0;
    const onProgress = (share: number) => {
      const percent = Math.floor(share * 100);
      setRunning((rows) => rows.map((row) => (row.key === key ? { ...row, percent } : row)));
      // Heard at each quarter: more would only be in the way.
      if (Math.floor(percent / 25) === quarter) return;
      quarter = Math.floor(percent / 25);
      say(percent === 100 ? t('upload.said.checking', { name }) : t('upload.said.sending', { name, percent: quarter * 25 }));
    };
    onProgress(0);
    const fields = { [parent.kind]: parent.id, as: 'attachment' };
    const outcome = await sendFile(file, fields, { signal: cancelled.signal, onProgress });
    ended({ told: there.current || outcome.kind === 'done' });
    setRunning((rows) => rows.filter((row) => row.key !== key));
    tell(name, outcome);
  }

  function tell(name: string, outcome: Outcome): void {
    switch (outcome.kind) {
      case 'done':
        say(t('upload.said.done', { name }));
        return revalidate();
      case 'cancelled':
        return say(t('upload.said.cancelled', { name }));
      case 'refused':
        return fail(outcome.sentence);
      case 'noAnswer':
      case 'signedOut':
      case 'failed':
        return fail(t(`upload.${outcome.kind}`, { name }));
    }
  }

  return { running, errors, said, interrupted, begin };
}
