/** Who an action item is given to, as it stands in a text or a form. Runs anywhere. */
import type { OrganisationId, PersonId } from '~db/values';

export type Assignee =
  | { kind: 'person'; id: PersonId }
  | { kind: 'organisation'; id: OrganisationId };

/** Reads `person:…` or `organisation:…`; null when it is neither. */
export function readAssignee(value: string | null): Assignee | null {
  const [kind, id] = value?.split(':') ?? [];
  if (!id) return null;
  if (kind === 'person') return { kind, id: id as PersonId };
  return kind === 'organisation' ? { kind, id: id as OrganisationId } : null;
}

/** As it is read by `readAssignee`; empty for nobody. */
export const assigneeValue = (assignee: Assignee | null): string => (assignee ? `${assignee.kind}:${assignee.id}` : '');
