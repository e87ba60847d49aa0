/** Which role may open which address, and which may change something there. One row a route. */
import { newsKinds } from '~db/values';

export const sweepRoles = ['office', 'lead', 'secretary', 'member', 'guest', 'partner', 'stranger', 'visitor'] as const;
export type SweepRole = (typeof sweepRoles)[number];

export type Who = 'everyone' | readonly SweepRole[];

export type SweepRow = {
  /** Who gets the page; all others a 404, visitors the way to sign in. */
  get: Who;
  /** Of those who may come, who is sent on elsewhere. */
  sentOn?: readonly SweepRole[];
  /** What it answers where it is not 200. */
  status?: number;
  /** The type of the file that it hands out in place of a page. */
  file?: string;
  /** What it answers with is no page, but something to be shown or saved by itself. */
  bare?: true;
  /** What stands for the names in this address, where it is not what stands everywhere. */
  names?: Record<string, string>;
  /** Changes, each as a form that is filled in well; who is not named must be refused. */
  post?: Change[];
};

type Change = {
  body: Record<string, string>;
  roles: Who;
  /** Where the form belongs to another object than the page above: what stands for it in the address, and who may read it. */
  elsewhere?: { names: Record<string, string>; get: Who };
};

const signedIn = ['office', 'lead', 'secretary', 'member', 'guest', 'partner', 'stranger'] as const;
const insiders = ['office', 'lead', 'secretary', 'member'] as const;
const group = [...insiders, 'guest'] as const;
const office = ['office'] as const;

const day = '2027-05-04';
const newsChoices = { hour: '8', ...Object.fromEntries(newsKinds.map((kind) => [`everywhere.${kind}`, 'portal'])) };
const draft = { number: '1' };

const writers = ['lead', 'secretary', 'member'] as const;
const byLead = ['lead'] as const;
const byLeadAndSecretary = ['lead', 'secretary'] as const;
const byOfficeAndLead = ['office', 'lead'] as const;

const planners = ['office', 'lead', 'secretary'] as const;
const poll = {
  title: 'Neu',
  note: '',
  place: '',
  link: '',
  duration: '90',
  lastDay: day,
  'proposals[0].day': '2027-05-05',
  'proposals[0].from': '14:00',
  'proposals[1].day': '2027-05-06',
  'proposals[1].from': '14:00',
};

const head = { intent: 'head', title: 'Anders', genre: 'position', labels: '' };
const comment = { intent: 'comment', form: 'neu', 'place.kind': 'whole', body: 'Gut so.' };

/** Changes to the document with this name, which these may read. */
const of = (document: string, get: Who, changes: Change[]): Change[] =>
  changes.map((change) => ({ ...change, elsewhere: { names: { document }, get } }));

const nobody = (...intents: string[]): Change[] => intents.map((intent) => ({ body: { intent }, roles: [] }));

/** What can be done on the page of a document, in each of its states. */
const documentChanges: Change[] = [
  { body: head, roles: writers },
  { body: { intent: 'duplicate', title: 'Kopie' }, roles: writers },
  { body: { intent: 'move', groupId: ':groupId' }, roles: office },
  { body: { intent: 'trash' }, roles: ['lead', 'secretary'] },
  { body: { intent: 'archive' }, roles: byLead },
  { body: comment, roles: writers },
  { body: { intent: 'reply', form: 'neu', threadId: ':thread', body: 'Gut so.' }, roles: writers },
  { body: { intent: 'resolve', threadId: ':thread' }, roles: ['lead', 'secretary'] },
  { body: { intent: 'reopen', threadId: ':thread' }, roles: ['lead', 'secretary'] },
  ...nobody('publish', 'withdraw', 'remind', 'adopt', 'beginEdition', 'unarchive'),
  ...of(':reviewed', [...insiders, 'partner'], [
    { body: head, roles: writers },
    { body: comment, roles: [...writers, 'partner'] },
    { body: { intent: 'remind' }, roles: byOfficeAndLead },
    { body: { intent: 'returnToDraft', reason: 'Noch nicht.' }, roles: byLead },
    { body: { intent: 'adopt', beforeDeadline: 'on', despiteObjections: 'on' }, roles: byLead },
    ...nobody('trash', 'publish', 'beginEdition', 'archive'),
  ]),
  ...of(':adopted', [...insiders, 'partner'], [
    { body: head, roles: writers },
    { body: { intent: 'publish' }, roles: office },
    { body: { intent: 'withdraw' }, roles: office },
    { body: { intent: 'beginEdition' }, roles: writers },
    { body: { intent: 'archive' }, roles: byOfficeAndLead },
    { body: comment, roles: [] },
    ...nobody('trash', 'returnToDraft', 'adopt', 'remind'),
  ]),
  ...of(':archived', insiders, [{ body: { intent: 'unarchive' }, roles: byOfficeAndLead }]),
];

const officeForms = (...bodies: Record<string, string>[]): SweepRow => ({
  get: office,
  post: bodies.map((body) => ({ body, roles: office })),
});

export const rows: Record<string, SweepRow> = {
  '/': { get: 'everyone' },
  '/handlungsfelder': { get: 'everyone' },
  '/handlungsfelder/:field': { get: 'everyone', names: { field: 'feld-sprache' } },
  '/kontakt': { get: 'everyone' },
  '/sprache': { get: 'everyone', sentOn: sweepRoles },
  '/arbeitsgruppen': { get: 'everyone', post: [{ body: { intent: 'ask', groupId: ':groupId', message: '' }, roles: signedIn }] },

  '/anmelden': { get: 'everyone', sentOn: signedIn },
  '/abmelden': { get: 'everyone', sentOn: sweepRoles },
  '/passwort-vergessen': { get: 'everyone' },
  '/passwort-neu/:token': { get: 'everyone', status: 410 },
  '/einladung/:token': { get: 'everyone', status: 410 },
  '/einrichten/:token': { get: 'everyone', status: 410 },
  '/konto': { get: signedIn, post: [{ body: { intent: 'endOthers' }, roles: signedIn }] },
  // Addresses are their owner's alone: one that somebody else names is not found.
  '/konto/kalender': {
    get: signedIn,
    post: [
      { body: { intent: 'make', key: 'dddddddddddddddd', name: 'Handy', group: '*' }, roles: signedIn },
      { body: { intent: 'make', key: 'ffffffffffffffff', name: 'Handy', group: ':group' }, roles: group },
      { body: { intent: 'renew', feed: ':feed' }, roles: ['lead'] },
      { body: { intent: 'revoke', feed: ':feed' }, roles: ['lead'] },
    ],
  },
  '/konto/mitteilungen': { get: signedIn, post: [{ body: newsChoices, roles: signedIn }] },
  '/mitteilungen': { get: signedIn },
  '/abbestellen/:token': { get: 'everyone', status: 404 },
  '/erledigt/:token': { get: 'everyone', status: 410 },

  '/heute': {
    get: signedIn,
    post: [
      { body: { intent: 'task', task: ':task', state: 'done' }, roles: ['lead', 'secretary', 'guest'] },
      { body: { intent: 'answer', meeting: ':meeting', answer: 'accepted' }, roles: ['lead', 'secretary', 'member'] },
    ],
  },

  '/gruppen': { get: signedIn },
  '/gruppen/:group': { get: group },
  '/gruppen/:group/mitglieder': {
    get: group,
    post: [{ body: { intent: 'leave' }, roles: ['lead', 'secretary', 'member', 'guest'] }],
  },
  '/gruppen/:group/aufnehmen': {
    get: ['lead'],
    post: [
      { body: { intent: 'propose', email: 'stranger@sprache.example', message: '' }, roles: ['lead'] },
      { body: { intent: 'guest', email: 'stranger@sprache.example', until: day }, roles: ['lead'] },
    ],
  },
  '/gruppen/:group/einstellungen': {
    get: ['office', 'lead'],
    post: [{ body: { intent: 'presentation', description: 'Anders', listed: 'on' }, roles: ['office', 'lead'] }],
  },
  '/gruppen/:group/nachweis': { get: ['office', 'lead'] },

  '/gruppen/:group/beschluesse': { get: insiders },
  '/gruppen/:group/beschluesse/ausgabe/:format': { get: insiders, names: { format: 'csv' }, file: 'text/csv; charset=utf-8' },
  '/gruppen/:group/beschluesse/:decision': {
    get: insiders,
    post: [
      { body: { state: 'repealed', note: 'Überholt.' }, roles: ['lead', 'secretary'] },
      { body: { state: 'in_force', note: '' }, roles: ['lead', 'secretary'] },
    ],
  },
  '/suche': { get: signedIn },
  '/suche/vorschlaege': { get: signedIn, file: 'application/json; charset=utf-8' },
  '/gruppen/:group/beschluesse/umlauf/neu': {
    get: byLead,
    post: [{ body: { key: 'cccccccccccccccc', title: 'Neu', resolutionText: 'Wir beginnen.', reason: '', lastDay: day }, roles: byLead }],
  },
  '/gruppen/:group/beschluesse/umlauf/:vote': {
    get: insiders,
    post: [
      { body: { intent: 'vote', choice: 'yes' }, roles: writers },
      { body: { intent: 'vote', choice: 'meeting' }, roles: writers },
      { body: { intent: 'withdraw', reason: 'Doch nicht.' }, roles: byLead },
      { body: { intent: 'end' }, roles: byLead },
    ],
  },
  '/beschluesse': { get: insiders },
  '/beschluesse/ausgabe/:format': { get: insiders, names: { format: 'csv' }, file: 'text/csv; charset=utf-8' },

  '/gruppen/:group/sitzungen': { get: group },
  '/gruppen/:group/sitzungen/neu': {
    get: ['office', 'lead', 'secretary'],
    post: [{ body: { day, from: '14:00', until: '16:00', place: 'Saal', link: '', note: '' }, roles: ['office', 'lead', 'secretary'] }],
  },
  '/gruppen/:group/sitzungen/terminfindung/neu': {
    get: planners,
    post: [{ body: { ...poll, key: 'eeeeeeeeeeeeeeee' }, roles: planners }],
  },
  '/gruppen/:group/sitzungen/terminfindung/:poll': {
    get: insiders,
    post: [
      { body: { intent: 'answer', rest: 'on', comment: '', basis: '' }, roles: writers },
      { body: { intent: 'remind' }, roles: planners },
      { body: { intent: 'withdraw', reason: 'Doch nicht.' }, roles: planners },
    ],
  },
  '/gruppen/:group/sitzungen/terminfindung/:poll/bearbeiten': {
    get: planners,
    post: [{ body: { ...poll, basis: '' }, roles: planners }],
  },
  '/gruppen/:group/sitzungen/terminfindung/:poll/wahl/:proposal': {
    get: planners,
    post: [{ body: { place: 'Saal', link: '', note: '' }, roles: planners }],
  },
  '/gruppen/:group/sitzungen/:number': {
    get: insiders,
    post: [
      { body: { intent: 'add', title: 'Neu', kind: 'information' }, roles: ['office', 'lead', 'secretary'] },
      { body: { intent: 'propose', title: 'Neu', kind: 'information' }, roles: insiders },
      { body: { intent: 'invite' }, roles: ['office', 'lead', 'secretary'] },
      { body: { intent: 'cancel', reason: 'Krank' }, roles: ['office', 'lead', 'secretary'] },
      { body: { intent: 'answer', answer: 'accepted' }, roles: ['lead', 'secretary', 'member'] },
      { body: { intent: 'up', item: ':item' }, roles: ['office', 'lead', 'secretary'] },
      { body: { intent: 'copy' }, roles: ['office', 'lead', 'secretary'] },
      { body: { intent: 'uninvite', participant: ':participant' }, roles: ['office', 'lead', 'secretary'] },
    ],
  },
  '/gruppen/:group/sitzungen/:number/bearbeiten': {
    get: ['office', 'lead', 'secretary'],
    post: [{ body: { day, from: '14:00', until: '16:00', basis: '' }, roles: ['office', 'lead', 'secretary'] }],
  },
  '/gruppen/:group/sitzungen/:number/kalender': { get: insiders, file: 'text/calendar; charset=utf-8' },
  '/gruppen/:group/sitzungen/:number/anlagen': {
    get: ['office', 'lead', 'secretary'],
    post: [{ body: {}, roles: ['office', 'lead', 'secretary'] }],
  },
  '/gruppen/:group/sitzungen/:number/tops/:item': {
    get: ['office', 'lead', 'secretary'],
    post: [{ body: { intent: 'remove' }, roles: ['office', 'lead', 'secretary'] }],
  },
  '/gruppen/:group/aufgaben': {
    get: insiders,
    post: [
      { body: { intent: 'state', task: ':task', state: 'in_progress' }, roles: ['lead', 'secretary', 'guest'] },
      { body: { intent: 'bulk', tasks: ':task', state: 'open' }, roles: ['lead', 'secretary', 'guest'] },
      { body: { intent: 'bulk', tasks: ':task', dueDate: day }, roles: byLeadAndSecretary },
    ],
  },
  '/gruppen/:group/aufgaben/neu': {
    get: writers,
    post: [{ body: { what: 'Neu', assignee: '', dueDate: '', note: '', priority: 'normal', repeats: 'never', steps: '' }, roles: writers }],
  },
  '/gruppen/:group/aufgaben/ausgabe/csv': { get: insiders, file: 'text/csv; charset=utf-8' },
  // It is the guest's.
  '/gruppen/:group/aufgaben/:task': {
    get: group,
    post: [
      { body: { intent: 'state', state: 'open' }, roles: ['lead', 'secretary', 'guest'] },
      { body: { intent: 'addStep', step: 'Anfangen' }, roles: byLeadAndSecretary },
      { body: { intent: 'tickStep', step: ':step', done: 'yes' }, roles: ['lead', 'secretary', 'guest'] },
      { body: { intent: 'comment', body: 'Gut so.' }, roles: ['lead', 'secretary', 'member', 'guest'] },
      { body: { intent: 'dropStep', step: ':step' }, roles: byLeadAndSecretary },
    ],
  },
  '/gruppen/:group/aufgaben/:task/aendern': {
    get: byLeadAndSecretary,
    post: [{ body: { what: 'Anders', assignee: '', dueDate: '', note: '', priority: 'high', repeats: 'weekly' }, roles: byLeadAndSecretary }],
  },
  '/gruppen/:group/aufgaben/:task/anlagen': { get: byLeadAndSecretary, post: [{ body: {}, roles: byLeadAndSecretary }] },
  '/aufgaben': {
    get: signedIn,
    post: [{ body: { intent: 'state', task: ':task', state: 'in_progress' }, roles: ['lead', 'secretary', 'guest'] }],
  },
  '/gruppen/:group/dokumente/einlesen': {
    get: ['lead', 'secretary', 'member'],
    post: [{ body: {}, roles: ['lead', 'secretary', 'member'] }],
  },
  // What somebody reads in is theirs alone until it is a document.
  '/gruppen/:group/dokumente/einlesen/:run': {
    get: ['lead'],
    post: [
      { body: { intent: 'make', title: 'Neu', genre: 'position' }, roles: ['lead'] },
      { body: { intent: 'discard' }, roles: ['lead'] },
    ],
  },
  '/gruppen/:group/sitzungen/:number/protokoll': { get: insiders, names: draft },
  '/gruppen/:group/sitzungen/:number/protokoll/in-pruefung': {
    get: ['lead', 'secretary'],
    names: draft,
    post: [{ body: { lastDay: day, organisations: ':organisation', message: '' }, roles: ['lead', 'secretary'] }],
  },
  '/gruppen/:group/sitzungen/:number/protokoll/ausgabe/:format': {
    get: insiders,
    names: { ...draft, format: 'docx' },
    file: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  '/gruppen/:group/sitzungen/:number/protokoll/fassungen': {
    get: insiders,
    names: draft,
    post: [{ body: { name: 'Vor der Sitzung' }, roles: ['lead', 'secretary'] }],
  },
  '/gruppen/:group/sitzungen/:number/protokoll/neu': { get: insiders, names: draft },
  '/gruppen/:group/sitzungen/:number/protokoll/fassungen/vergleich': { get: insiders, names: draft },
  '/gruppen/:group/sitzungen/:number/protokoll/fassungen/:version': {
    get: insiders,
    names: { ...draft, version: '1' },
    post: [{ body: { intent: 'restore' }, roles: ['lead', 'secretary'] }],
  },
  '/pruefungen/:review': {
    get: [...insiders, 'partner'],
    post: [{ body: { intent: 'answer', organisationId: ':organisation', answer: 'agree' }, roles: ['partner'] }],
  },
  '/gruppen/:group/dokumente': { get: group },
  '/gruppen/:group/dokumente/neu': {
    get: writers,
    post: [
      { body: { title: 'Neu', genre: 'position', labels: '', template: '' }, roles: writers },
      { body: { title: 'Neu', genre: 'position', labels: '', template: ':template' }, roles: writers },
    ],
  },
  '/gruppen/:group/dokumente/mitnehmen': {
    get: group,
    post: [
      { body: { intent: 'begin', md: 'on' }, roles: group },
      { body: { intent: 'discard' }, roles: group },
    ],
  },
  // What somebody has packed is theirs alone.
  '/gruppen/:group/dokumente/mitnehmen/:archive': { get: ['lead'], file: 'application/zip' },
  '/gruppen/:group/dokumente/papierkorb': {
    get: group,
    post: [{ body: { document: ':trashed' }, roles: ['lead', 'secretary'] }],
  },
  '/gruppen/:group/dokumente/:document': { get: insiders, post: documentChanges },
  '/gruppen/:group/dokumente/:document/in-pruefung': {
    get: byLead,
    post: [{ body: { lastDay: day, organisations: ':organisation', message: '' }, roles: byLead }],
  },
  '/gruppen/:group/dokumente/:document/freigaben': {
    get: byOfficeAndLead,
    post: ['preview', 'apply'].map((intent) => ({
      body: { intent, basis: 'alt', visibility: 'alliance', organisations: ':organisation' },
      roles: byOfficeAndLead,
    })),
  },
  '/gruppen/:group/dokumente/:document/fassungen': {
    get: insiders,
    post: [{ body: { name: 'Vor der Sitzung' }, roles: writers }],
  },
  '/gruppen/:group/dokumente/:document/neu': { get: insiders },
  '/gruppen/:group/dokumente/:document/fassungen/vergleich': { get: insiders },
  '/gruppen/:group/dokumente/:document/fassungen/:version': {
    get: insiders,
    names: { version: '1' },
    post: [{ body: { intent: 'restore' }, roles: writers }],
  },
  '/dokumente/:document': { get: insiders, sentOn: insiders },
  '/gruppen/:group/dokumente/:document/ausgabe/:format': {
    get: insiders,
    names: { format: 'docx' },
    file: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  '/gruppen/:group/dokumente/:document/anlagen': {
    get: writers,
    post: [{ body: {}, roles: writers }],
  },

  '/dateien': {
    get: 'everyone',
    sentOn: sweepRoles,
    post: [{ body: { meeting: ':meeting' }, roles: ['office', 'lead', 'secretary'] }],
  },
  '/dateien/:file': {
    get: insiders,
    bare: true,
    post: [{ body: { intent: 'remove' }, roles: ['office', 'lead', 'secretary'] }],
  },

  '/geschaeftsstelle': { get: office },
  '/geschaeftsstelle/personen': { get: office },
  '/geschaeftsstelle/personen/einladen': officeForms({ name: 'Neue Person', email: 'neu@sprache.example', language: 'de' }),
  '/geschaeftsstelle/personen/einlesen': { get: office },
  '/geschaeftsstelle/personen/einlesen/:import': { get: office },
  '/geschaeftsstelle/personen/:person': officeForms({ intent: 'disable' }, { intent: 'makeOffice' }),
  '/geschaeftsstelle/personen/:person/aendern': officeForms({ name: 'Anders', email: 'anders@sprache.example', language: 'de' }),
  '/geschaeftsstelle/organisationen': { get: office },
  '/geschaeftsstelle/organisationen/neu': officeForms({ name: 'Neu', shortName: 'Neu', kind: 'church' }),
  '/geschaeftsstelle/organisationen/:organisation': officeForms({ intent: 'archive' }),
  '/geschaeftsstelle/organisationen/:organisation/aendern': officeForms({ name: 'Neu', shortName: 'Neu', kind: 'church' }),
  '/geschaeftsstelle/organisationen/:organisation/mandat': officeForms({ person: ':person', startDate: day }),
  '/geschaeftsstelle/gruppen': { get: office },
  '/geschaeftsstelle/gruppen/neu': officeForms({ name: 'Neu', slug: 'neu', abbreviation: 'NEU', fieldId: ':field' }),
  '/geschaeftsstelle/anfragen': {
    get: office,
    // The lead answers too, from the group's own page.
    post: [{ body: { intent: 'accept', id: ':request', role: 'member' }, roles: ['office', 'lead'] }],
  },
  '/geschaeftsstelle/zuordnung': officeForms({ intent: 'assign', person: ':person', group: ':groupId', role: 'member' }),
  '/geschaeftsstelle/sitzungen': { get: office },
  '/geschaeftsstelle/auftritt': officeForms({ intent: 'restore', version: ':profile' }, { intent: 'discard', version: ':profileDraft' }),
  '/geschaeftsstelle/auftritt/vorschau/:version': { ...officeForms({ basis: 'overtaken' }), names: { version: ':profileDraft' } },
  '/geschaeftsstelle/vorlagen': officeForms(
    { intent: 'make', name: 'Neu', hint: '', genre: 'concept' },
    { intent: 'up', template: ':template' },
    { intent: 'down', template: ':template' },
  ),
  '/geschaeftsstelle/vorlagen/:template': officeForms({ name: 'Anders', hint: '', genre: 'concept', offered: 'on' }),
  '/geschaeftsstelle/post': { get: office, post: [{ body: {}, roles: office }] },
  '/geschaeftsstelle/post/:mail': { get: office },
  '/geschaeftsstelle/nachweis': { get: office },
};

