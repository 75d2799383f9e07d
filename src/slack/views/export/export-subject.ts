// Whose end users a file holds, in words.
import type { Export } from '../../../model/export.ts';
import { shorten } from '../../block-kit/escape.ts';

/** `Acme Ltd`, `organization 12` where its name is gone, `all organizations` */
export function exportSubject({ organizationId, organizationName }: Export): string {
  if (organizationName !== null) return shorten(organizationName, 80);
  return organizationId === null ? 'all organizations' : `organization ${organizationId}`;
}
