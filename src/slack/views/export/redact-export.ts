// Removes what is stored from an export whose message may not show it.
import type { Export } from '../../../model/export.ts';

/** The file's name contains the organization's name. */
export function redactExport(record: Export): Export {
  return { ...record, organizationName: null, fileName: null };
}
