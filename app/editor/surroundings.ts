/** What the controls inside the text need to know of the world outside it. Browser. */
import { createContext, useContext } from 'react';
import type { Language } from '~db/values';
import type { Calendar } from './spoken-date';

/** Somebody, or an organisation, that can be mentioned or given a task. */
export type Named = { id: string; name: string };

export type Surroundings = {
  people: readonly Named[];
  organisations: readonly Named[];
  calendar: Calendar;
  language: Language;
};

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error('Used outside of the editor');
  return surroundings;
}
