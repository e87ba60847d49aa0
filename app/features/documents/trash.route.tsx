/** The trash of a group: what lies in it, until when, and the way back. */
import { Form, Link, useLoaderData } from '@remix-run/react';
import { data } from '@remix-run/node';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { addDays, dayOf } from '~/services/time';
import { Button } from '~/ui/buttons';
import { DayText } from '~/ui/Moment';
import { Empty, PageHeader, Table } from '~/ui/page-parts';
import { idSchema } from '~db/value-schemas';
import { placedDocument } from './documents.server';
import { trashDays } from './documents';
import { restoreDocument } from './keeping.server';
import { listTrash } from './listing.server';
import { documentPath, documentsPath } from './place';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const found = await listTrash(actor, group.id);
  const rows = found.map(({ id, title, trashedAt }) => ({
    id,
    title,
    since: dayOf(trashedAt),
    goes: addDays(dayOf(trashedAt), trashDays),
  }));
  return { rows, days: trashDays, title: translator(language, 'documents')('trash.pageTitle', { group: group.name }) };
});

const restoreSchema = z.object({ document: idSchema<'document'>() });

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, restoreSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  const id = form.value.document;
  await restoreDocument(actor, id);
  const { document, group } = await placedDocument(id);
  return redirectWith(documentPath(group.slug, id), 'documents:restored', { title: document.title });
});

await wordsFor('documents');

export default function Trash() {
  const { rows, days } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  const group = useGroup();
  return (
    <>
      <PageHeader preline={<Link to={documentsPath(group.slug)}>{t('list.title')}</Link>} title={t('trash.title')} />
      <p>{t('trash.intro', { days })}</p>
      <Table
        caption={t('trash.title')}
        head={[
          { key: 'title', label: t('trash.name') },
          { key: 'since', label: t('trash.since') },
          { key: 'goes', label: t('trash.goes') },
          { key: 'restore', label: t('trash.restore'), hidden: true },
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            row.title,
            <DayText key="since" day={row.since} />,
            <DayText key="goes" day={row.goes} distance />,
            <Form method="post" key="restore">
              <Button kind="secondary" small name="document" value={row.id} aria-label={t('trash.restoreLong', { title: row.title })}>
                {t('trash.restore')}
              </Button>
            </Form>,
          ],
        }))}
        empty={
          <Empty title={t('trash.empty')}>
            <p>
              <Link to={documentsPath(group.slug)}>{t('page.back')}</Link>
            </p>
          </Empty>
        }
      />
    </>
  );
}
