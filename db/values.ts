/**
 * The values that tables, rules and screens share: ids that can't be mixed up, days, and the fixed
 * words of the domain. The one file of this folder that the browser may import as well.
 *
 * Where OParl 1.1 has a word (meetingState, onBehalfOf, resolutionText …) it is preferred.
 */
declare const noun: unique symbol;

/** The id of a noun. `Id<'group'>` does not fit where `Id<'person'>` is asked for. */
export type Id<Noun extends string> = string & { readonly [noun]: Noun };

export type PersonId = Id<'person'>;
export type OrganisationId = Id<'organisation'>;
export type GroupId = Id<'group'>;
export type FieldId = Id<'field'>;
export type MeetingId = Id<'meeting'>;
export type AgendaItemId = Id<'agendaItem'>;
export type MinutesId = Id<'minutes'>;
export type DecisionId = Id<'decision'>;
export type CircularVoteId = Id<'circularVote'>;
export type PollId = Id<'poll'>;
export type PollProposalId = Id<'pollProposal'>;
export type TextId = Id<'text'>;
export type VersionId = Id<'version'>;
export type ReviewId = Id<'review'>;
export type CommentId = Id<'comment'>;
export type TaskId = Id<'task'>;
export type TaskStepId = Id<'taskStep'>;
export type TaskCommentId = Id<'taskComment'>;
export type FileId = Id<'file'>;
export type DocumentId = Id<'document'>;
export type TemplateId = Id<'template'>;
export type CalendarFeedId = Id<'calendarFeed'>;
export type ProfileVersionId = Id<'profileVersion'>;

/** A calendar day such as `2026-03-12`. */
export type Day = string & { readonly [noun]: 'day' };

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];

/** What a partner organisation is; the order is the order of lists. */
export const organisationKinds = [
  'union',
  'church',
  'employers',
  'state',
  'municipal',
  'welfare',
  'chamber',
  'party',
  'company',
  'association',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Roles in a group; a person holds at most one per group. */
export const groupRoles = ['lead', 'secretary', 'member', 'guest'] as const;
export type GroupRole = (typeof groupRoles)[number];

export const joinRequestStates = ['open', 'accepted', 'declined', 'withdrawn'] as const;

export const meetingStates = ['planned', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

export const agendaKinds = ['information', 'consultation', 'decision', 'approval'] as const;
export type AgendaKind = (typeof agendaKinds)[number];

/** A proposed item waits for the lead; a declined one stays visible to its proposer. */
export const agendaItemStates = ['accepted', 'proposed', 'declined'] as const;
export type AgendaItemState = (typeof agendaItemStates)[number];

export const invitationAnswers = ['accepted', 'declined', 'tentative'] as const;
export type InvitationAnswer = (typeof invitationAnswers)[number];

export const presences = ['present', 'excused', 'absent'] as const;
export type Presence = (typeof presences)[number];

/** As what someone takes part in a meeting. */
export const participantRoles = ['member', 'guest', 'speaker'] as const;
export type ParticipantRole = (typeof participantRoles)[number];

export const minutesStates = ['draft', 'in_review', 'approved'] as const;
export type MinutesState = (typeof minutesStates)[number];

/** `open`: nobody has said yet what became of the motion; `consensus`: adopted without counting. */
export const decisionResults = ['open', 'adopted', 'consensus', 'rejected', 'postponed'] as const;
export type DecisionResult = (typeof decisionResults)[number];

/** What became of a decision later; its wording never changes. */
export const decisionStates = ['in_force', 'repealed', 'replaced'] as const;
export type DecisionState = (typeof decisionStates)[number];

/** The way of a motion that goes round; `to_meeting`: somebody called it into the next meeting. */
export const circularStates = ['open', 'accepted', 'rejected', 'to_meeting', 'withdrawn'] as const;
export type CircularState = (typeof circularStates)[number];

/** What a member says to a motion that goes round; one `meeting` ends the vote. */
export const circularChoices = ['yes', 'no', 'abstain', 'meeting'] as const;
export type CircularChoice = (typeof circularChoices)[number];

/** The way of a search for a date; `chosen`: it has become a meeting. */
export const pollStates = ['open', 'chosen', 'withdrawn'] as const;
export type PollState = (typeof pollStates)[number];

/** What somebody says to a proposed date. */
export const pollChoices = ['yes', 'if_needed', 'no'] as const;
export type PollChoice = (typeof pollChoices)[number];

export const taskStates = ['open', 'in_progress', 'done', 'obsolete'] as const;
export type TaskState = (typeof taskStates)[number];

export const taskPriorities = ['high', 'normal', 'low'] as const;
export type TaskPriority = (typeof taskPriorities)[number];

export const taskRepeats = ['weekly', 'fortnightly', 'monthly', 'quarterly', 'yearly'] as const;
export type TaskRepeat = (typeof taskRepeats)[number];

/** What is written together. A paper is the text of a document. */
export const textKinds = ['minutes', 'paper'] as const;
export type TextKind = (typeof textKinds)[number];

/** The life of a document. An archived one has been adopted before, or was given up as a draft. */
export const documentStates = ['draft', 'in_review', 'adopted', 'archived'] as const;
export type DocumentState = (typeof documentStates)[number];

/** Who reads a document once it is adopted: its group, all partners, or everyone after publication. */
export const visibilities = ['group', 'alliance', 'public'] as const;
export type Visibility = (typeof visibilities)[number];

/** What kind of document it is; the order is the order of lists. */
export const documentGenres = ['position', 'statement', 'concept', 'checklist', 'other'] as const;
export type DocumentGenre = (typeof documentGenres)[number];

/** The way of a file that becomes a document; each state waits for the portal or for a person. */
export const documentImportStates = ['reading', 'ready', 'making', 'finished', 'failed'] as const;
export type DocumentImportState = (typeof documentImportStates)[number];

/** The way of an archive of all that somebody may read of a group. */
export const groupArchiveStates = ['running', 'finished', 'failed'] as const;
export type GroupArchiveState = (typeof groupArchiveStates)[number];

/** In which formats the texts of a group can be taken along. */
export const archiveFormats = ['pdf', 'docx', 'md'] as const;
export type ArchiveFormat = (typeof archiveFormats)[number];

/** Why a version was cut: a session of work ended, someone named it, or the state changed. */
export const versionReasons = [
  'session',
  'named',
  'review',
  'returned',
  'approved',
  'adopted',
  'restored',
] as const;
export type VersionReason = (typeof versionReasons)[number];

export const reviewStates = ['open', 'closed', 'withdrawn'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** What a partner organisation says in a review round. */
export const reviewAnswers = ['agree', 'agree_with_remarks', 'object', 'abstain'] as const;
export type ReviewAnswer = (typeof reviewAnswers)[number];

export const tokenKinds = ['invitation', 'reset', 'first_office'] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** What an attachment or an image can be, told by its content. */
export const fileKinds = [
  'pdf',
  'png',
  'jpeg',
  'gif',
  'webp',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'odp',
  'txt',
  'csv',
  'md',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** What can be searched for. */
export const searchKinds = [
  'group',
  'person',
  'organisation',
  'meeting',
  'minutes',
  'decision',
  'document',
  'comment',
  'task',
  'file',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** What decides who may read something that was found. */
export const searchOwners = ['group', 'person', 'organisation', 'meeting', 'minutes', 'document', 'task'] as const;
export type SearchOwner = (typeof searchOwners)[number];

/** Whether all readers of an object may read these words of it, or only those inside. */
export const searchParts = ['open', 'internal'] as const;
export type SearchPart = (typeof searchParts)[number];

/** What a mail is: a letter to one person, the news of one event, or the news of a day. */
export const mailKinds = ['letter', 'news', 'digest'] as const;
export type MailKind = (typeof mailKinds)[number];

/** The right that the reader of a mail must have: an action of the policy on an object. */
export type MailNeeds = { action: string; id: string };

/** What news is about, as people choose how they hear of it. */
export const newsKinds = ['review', 'mention', 'meeting', 'vote', 'task', 'text', 'membership'] as const;
export type NewsKind = (typeof newsKinds)[number];

/** How somebody hears of a kind of news: by a mail at once, in the mail of the day, or in the portal alone. */
export const newsWays = ['now', 'daily', 'portal'] as const;
export type NewsWay = (typeof newsWays)[number];
