// Names the organization or organizations of an export.
import type { Export, ExportKind } from '../../../model/export.ts';
import { shorten } from '../../block-kit/escape.ts';

/** What the rows of the file are. */
export const exportNoun = (kind: ExportKind): string =>
  kind === 'organizations' ? 'organization' : 'end user';

/** `Acme Ltd`, `all organizations`, or `organization 12` when the name was not stored. */
export function exportSubject({ organizationId, organizationName, archived, withOldIds }: Export): string {
  const which = `${archived ? ' (archived)' : ''}${withOldIds ? ' (with old ids)' : ''}`;
  if (organizationName !== null) return `${shorten(organizationName, 80)}${which}`;
  return `${organizationId === null ? 'all organizations' : `organization ${organizationId}`}${which}`;
}
