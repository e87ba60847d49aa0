/**
 * What a feature must have checked before it lets someone change what belongs to a text. Texts know
 * no feature: a feature brings the proof, and a new kind of text adds its action here.
 */
import type { Granted } from '~/access/authorize.server';

export type MayStartReview = Granted<'minutes.startReview'> | Granted<'document.startReview'>;
export type MayRemind = Granted<'minutes.remind'> | Granted<'document.remind'>;
export type MayRespond = Granted<'minutes.respond'> | Granted<'document.respond'>;
export type MayReturn = Granted<'minutes.returnToDraft'> | Granted<'document.returnToDraft'>;
export type MayComment = Granted<'minutes.comment'> | Granted<'document.comment'>;
export type MayResolve = Granted<'comment.resolve'>;
export type MayEdit = Granted<'minutes.edit'> | Granted<'document.edit'>;
