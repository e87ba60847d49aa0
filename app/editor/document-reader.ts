/**
 * Reads documents at the edge: those that are stored, and those that are received. Runs anywhere.
 */
import { z } from 'zod';
import {
  fields,
  isLinkTarget,
  type Field,
  type Inline,
  type ListItem,
  type MinutesDocument,
  type PaperDocument,
  type TaskItem,
  type TextDocument,
} from './document';

type Kind = keyof typeof fields;
type Values<K extends Kind> = {
  [Name in keyof (typeof fields)[K]]: (typeof fields)[K][Name] extends Field<infer T> ? T : never;
};

/** Attributes as `fields` describe them; each has a default, so the whole of them may be missing. */
function attributes<K extends Kind>(kind: K) {
  const shape = Object.fromEntries(
    Object.entries<Field<unknown>>(fields[kind]).map(([name, { accepts, initial }]) => [
      name,
      z.custom((value) => accepts(value)).default(initial),
    ]),
  );
  return z.object(shape).prefault({}) as unknown as z.ZodType<Values<K>>;
}

const markSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('bold') }),
  z.object({ type: z.literal('italic') }),
  z.object({ type: z.literal('link'), attrs: z.object({ href: z.string().refine(isLinkTarget) }) }),
]);

const inlineSchema: z.ZodType<Inline> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.string().min(1),
    marks: z.array(markSchema).min(1).optional(),
  }),
  z.object({ type: z.literal('hardBreak') }),
  z.object({ type: z.literal('mention'), attrs: attributes('mention') }),
  z.object({ type: z.literal('footnote'), attrs: attributes('footnote') }),
]);
const wording = z.array(inlineSchema).default([]);

const paragraphSchema = z.object({ type: z.literal('paragraph'), content: wording });
const itemContent = z.lazy(() => z.array(simpleSchema).refine((blocks) => blocks[0]?.type === 'paragraph'));
const listItemSchema: z.ZodType<ListItem> = z.lazy(() =>
  z.object({ type: z.literal('listItem'), content: itemContent }),
);
const taskItemSchema: z.ZodType<TaskItem> = z.lazy(() =>
  z.object({ type: z.literal('taskItem'), attrs: attributes('taskItem'), content: itemContent }),
);
const bulletListSchema = z.object({
  type: z.literal('bulletList'),
  content: z.array(listItemSchema).min(1),
});
const orderedListSchema = z.object({
  type: z.literal('orderedList'),
  attrs: attributes('orderedList'),
  content: z.array(listItemSchema).min(1),
});
const taskListSchema = z.object({ type: z.literal('taskList'), content: z.array(taskItemSchema).min(1) });
const simpleSchema = z.discriminatedUnion('type', [
  paragraphSchema,
  bulletListSchema,
  orderedListSchema,
  taskListSchema,
]);

const tableSchema = z.object({
  type: z.literal('table'),
  content: z
    .array(
      z.object({
        type: z.literal('tableRow'),
        content: z.array(
          z.object({
            type: z.enum(['tableCell', 'tableHeader']),
            attrs: attributes('tableCell'),
            content: z.array(simpleSchema).min(1),
          }),
        ),
      }),
    )
    .min(1),
});

/** The blocks of both kinds of text. */
const commonSchemas = [
  paragraphSchema,
  bulletListSchema,
  orderedListSchema,
  taskListSchema,
  z.object({ type: z.literal('heading'), attrs: attributes('heading'), content: wording }),
  z.object({ type: z.literal('blockquote'), content: z.array(simpleSchema).min(1) }),
  tableSchema,
] as const;

const passageSchemas = [
  ...commonSchemas,
  z.object({ type: z.literal('decision'), attrs: attributes('decision'), content: wording }),
  z.object({ type: z.literal('actionItem'), attrs: attributes('actionItem'), content: wording }),
] as const;

const minutesSchema: z.ZodType<MinutesDocument> = z.object({
  type: z.literal('doc'),
  content: z
    .array(
      z.object({
        type: z.literal('agendaSection'),
        attrs: attributes('agendaSection'),
        content: z
          .array(
            z.discriminatedUnion('type', [
              ...passageSchemas,
              z.object({
                type: z.literal('internalPassage'),
                content: z.array(z.discriminatedUnion('type', passageSchemas)).min(1),
              }),
            ]),
          )
          .min(1),
      }),
    )
    .default([]),
});

const paperSchema: z.ZodType<PaperDocument> = z.object({
  type: z.literal('paper'),
  content: z
    .array(
      z.discriminatedUnion('type', [
        ...commonSchemas,
        z.object({
          type: z.literal('callout'),
          attrs: attributes('callout'),
          content: z.array(simpleSchema).min(1),
        }),
        z.object({ type: z.literal('image'), attrs: attributes('image') }),
        z.object({ type: z.literal('horizontalRule') }),
      ]),
    )
    .min(1),
});

const documentSchema = z.union([minutesSchema, paperSchema]);

/**
 * Reads a stored or received document of either kind. Missing attributes get their default; unknown
 * ones are left out.
 *
 * @throws ZodError when it is neither minutes nor a paper
 */
export const readDocument = (value: unknown): TextDocument => documentSchema.parse(value);

/** As `readDocument`, for minutes alone. @throws ZodError */
export const readMinutes = (value: unknown): MinutesDocument => minutesSchema.parse(value);

/** As `readDocument`, for papers alone. @throws ZodError */
export const readPaper = (value: unknown): PaperDocument => paperSchema.parse(value);
