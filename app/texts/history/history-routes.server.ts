/** What the routes of a text's history load and do. Each feature brings the text at one of its addresses. */
import { data } from '@remix-run/node';
import { z } from 'zod';
import { sendOnce, signedIn } from '~/access/page.server';
import type { Person } from '~/access/policy';
import { line, readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { redirectWith } from '~/services/notice.server';
import { showsWriters } from '../WrittenBy';
import { endsIn, viewIn } from '../ends';
import type { Subject } from '../subjects.server';
import { comparisonPage, nameVersion, newsPage, restoreText, versionPage, versionsPage } from './history.server';

type Params = Readonly<Record<string, string | undefined>>;

/** Finds the text at an address of its feature. @throws NotFound, SignInRequired */
export type SubjectAt = (actor: Person, params: Params) => Promise<Subject>;

const versionIn = (params: Params): number => z.coerce.number().int().min(1).max(999_999).parse(params.version);

export const versionsLoader = (subjectAt: SubjectAt) =>
  signedIn(async ({ actor, params, language }) => {
    const page = await versionsPage(actor, await subjectAt(actor, params), language);
    return { page, title: translator(language, 'versions')('title.list', page) };
  });

const nameSchema = z.object({ name: line(100) });

export const nameVersionAction = (subjectAt: SubjectAt) =>
  signedIn(async ({ actor, params, request }) => {
    const subject = await subjectAt(actor, params);
    const form = await readForm(request, nameSchema);
    if (!form.ok) return data(form.reply, { status: 400 });
    try {
      await nameVersion(actor, subject, form.value.name);
    } catch (error) {
      return data(form.rejected(error), { status: 400 });
    }
    return redirectWith(`${subject.path}/fassungen`, 'versions:named');
  });

export const versionLoader = (subjectAt: SubjectAt) =>
  signedIn(async ({ actor, params, request, language, context }) => {
    const asked = { version: versionIn(params), writers: showsWriters(request) };
    const page = await versionPage(actor, await subjectAt(actor, params), asked, language);
    const title = translator(language, 'versions')('title.version', { ...page, number: asked.version });
    return { page: sendOnce(context, page), title };
  });

const restoreSchema = z.object({ intent: z.literal('restore') });

export const restoreAction = (subjectAt: SubjectAt) =>
  signedIn(async ({ actor, params, request }) => {
    const subject = await subjectAt(actor, params);
    const form = await readForm(request, restoreSchema);
    if (!form.ok) return data(form.reply, { status: 400 });
    const version = versionIn(params);
    try {
      await restoreText(actor, subject, version);
    } catch (error) {
      return data(form.rejected(error), { status: 400 });
    }
    return redirectWith(subject.path, 'versions:restored', { version });
  });

export const comparisonLoader = (subjectAt: SubjectAt) =>
  signedIn(async ({ actor, params, request, language }) => {
    const looks = { view: viewIn(request), language };
    const page = await comparisonPage(actor, await subjectAt(actor, params), endsIn(request), looks);
    const { before, after } = page.comparison;
    return { page, title: translator(language, 'versions')('title.comparison', { ...page, before, after }) };
  });

export const newsLoader = (subjectAt: SubjectAt) =>
  signedIn(async ({ actor, params, request, language }) => {
    const page = await newsPage(actor, await subjectAt(actor, params), { view: viewIn(request), language });
    return { page, title: translator(language, 'versions')('title.news', page) };
  });
