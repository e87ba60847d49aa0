import type { ReviewId } from '~db/values';

/** Where organisations answer. */
export const reviewPath = (id: ReviewId): string => `/pruefungen/${id}`;
