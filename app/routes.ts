/** Every URL of the portal, a line each: the map of the house. */
import { type RouteConfig, index, layout, route } from '@remix-run/route-config';

export default [
  layout('features/alliance/place.route.tsx', [
    index('features/alliance/start.route.tsx'),
    route('anmelden', 'features/account/sign-in.route.tsx'),
    route('abmelden', 'features/account/sign-out.route.ts'),
    route('passwort-vergessen', 'features/account/forgotten.route.tsx'),
    route('passwort-neu/:token', 'features/account/new-password.route.tsx'),
    route('einladung/:token', 'features/account/invitation.route.tsx'),
    route('einrichten/:token', 'features/account/founding.route.tsx'),
    route('konto', 'features/account/account.route.tsx'),
    route('sprache', 'features/alliance/language.route.ts'),

    route('arbeitsgruppen', 'features/groups/working-groups.route.tsx'),
    route('gruppen', 'features/groups/my-groups.route.tsx'),
    route('gruppen/:group', 'features/groups/group.route.tsx', { id: 'group' }, [
      index('features/groups/overview.route.tsx'),
      route('nachweis', 'features/office/group-audit.route.tsx'),
      route('mitglieder', 'features/groups/members.route.tsx'),
      route('aufnehmen', 'features/groups/add-member.route.tsx'),
      route('einstellungen', 'features/groups/settings.route.tsx'),
      route('sitzungen', 'features/meetings/meeting-list.route.tsx'),
      route('sitzungen/neu', 'features/meetings/plan-meeting.route.tsx'),
      route('sitzungen/:number', 'features/meetings/meeting.route.tsx'),
      route('sitzungen/:number/bearbeiten', 'features/meetings/change-meeting.route.tsx'),
      route('sitzungen/:number/anlagen', 'features/meetings/meeting-files.route.tsx'),
      route('sitzungen/:number/tops/:item', 'features/meetings/change-item.route.tsx'),
      route('dokumente', 'features/documents/document-list.route.tsx'),
      route('dokumente/neu', 'features/documents/new-document.route.tsx'),
      route('dokumente/papierkorb', 'features/documents/trash.route.tsx'),
    ]),

    // Outside of the group's space: partners and guests who were there read minutes as well.
    route('gruppen/:group/sitzungen/:number/protokoll', 'features/minutes/minutes.route.tsx'),
    route('gruppen/:group/sitzungen/:number/protokoll/in-pruefung', 'features/minutes/send-to-review.route.tsx'),
    route('gruppen/:group/sitzungen/:number/protokoll/neu', 'features/minutes/news.route.tsx'),
    route('gruppen/:group/sitzungen/:number/protokoll/fassungen', 'features/minutes/versions.route.tsx'),
    route('gruppen/:group/sitzungen/:number/protokoll/fassungen/vergleich', 'features/minutes/comparison.route.tsx'),
    route('gruppen/:group/sitzungen/:number/protokoll/fassungen/:version', 'features/minutes/version.route.tsx'),

    // Outside of it as well: documents are shared with partners.
    route('gruppen/:group/dokumente/:document', 'features/documents/document.route.tsx'),
    route('gruppen/:group/dokumente/:document/anlagen', 'features/documents/document-files.route.tsx'),
    route('gruppen/:group/dokumente/:document/in-pruefung', 'features/documents/send-document.route.tsx'),
    route('gruppen/:group/dokumente/:document/freigaben', 'features/documents/sharing.route.tsx'),
    route('dokumente/:document', 'features/documents/link.route.ts'),

    route('geschaeftsstelle', 'features/office/office.route.tsx', [
      index('features/office/overview.route.tsx'),
      route('gruppen', 'features/groups/kept-groups.route.tsx'),
      route('gruppen/neu', 'features/groups/group-new.route.tsx'),
      route('zuordnung', 'features/groups/board.route.tsx'),
      route('anfragen', 'features/groups/requests.route.tsx'),
      route('nachweis', 'features/office/audit.route.tsx'),
      route('personen', 'features/office/people.route.tsx'),
      route('personen/einladen', 'features/office/invite.route.tsx'),
      route('personen/einlesen', 'features/office/import.route.tsx'),
      route('personen/einlesen/:import', 'features/office/import-run.route.tsx'),
      route('personen/:person', 'features/office/person.route.tsx'),
      route('personen/:person/aendern', 'features/office/person-edit.route.tsx'),
      route('vorlagen', 'features/documents/templates.route.tsx'),
      route('vorlagen/:template', 'features/documents/template.route.tsx'),
      route('organisationen', 'features/office/organisations.route.tsx'),
      route('organisationen/neu', 'features/office/organisation-new.route.tsx'),
      route('organisationen/:organisation', 'features/office/organisation.route.tsx'),
      route('organisationen/:organisation/aendern', 'features/office/organisation-edit.route.tsx'),
      route('organisationen/:organisation/mandat', 'features/office/mandate.route.tsx'),
    ]),
    route('pruefungen/:review', 'features/reviews/review.route.tsx'),

    route('dateien', 'features/files/upload.route.ts'),
    route('dateien/:file', 'features/files/file.route.tsx'),

    route('*', 'features/alliance/not-found.route.tsx'),
  ]),
] satisfies RouteConfig;
