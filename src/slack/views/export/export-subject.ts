// Names the organization or organizations of an export.
import type { Export } from '../../../model/export.ts';
import { shorten } from '../../block-kit/escape.ts';

/** `Acme Ltd`, `all organizations`, or `organization 12` when the name was not stored. */
export function exportSubject({ organizationId, organizationName }: Export): string {
  if (organizationName !== null) return shorten(organizationName, 80);
  return organizationId === null ? 'all organizations' : `organization ${organizationId}`;
}
