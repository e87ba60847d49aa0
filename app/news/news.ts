/** News: what kinds there are, and how people hear of them. Runs anywhere. */
import type { NewsKind, NewsWay } from '~db/values';

/** How people hear of a kind as long as they have chosen nothing: at once what is personal and cannot wait. */
export const usualWay: Record<NewsKind, NewsWay> = {
  review: 'now',
  mention: 'now',
  meeting: 'now',
  vote: 'now',
  membership: 'now',
  task: 'daily',
  text: 'daily',
};

/** The mail of the day comes at this hour, on every day, as long as nobody has chosen another. */
export const usualHour = 7;

export const newsPath = '/mitteilungen';
export const newsChoicesPath = '/konto/mitteilungen';
