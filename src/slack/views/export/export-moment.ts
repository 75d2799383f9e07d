// Names the moment of an export of the past.
import type { Export } from '../../../model/export.ts';
import { isEndOfDay, lastSecondOf } from '../../../model/wanted-moment.ts';
import { utc } from '../../block-kit/format-numbers.ts';

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** `Nov 20, 2026` for the end of a day, else `Nov 20, 2026, 14:30 UTC`. */
export const nameMoment = (at: Date): string => (isEndOfDay(at) ? day.format(lastSecondOf(at)) : utc(at));

/** After the subject: ` as of Nov 20, 2026`, ` right before import 184`, or nothing for an export of now. */
export function momentWords({ asOf, beforeImport }: Pick<Export, 'asOf' | 'beforeImport'>): string {
  if (typeof beforeImport === 'number') return ` right before import ${beforeImport}`;
  return asOf ? ` as of ${nameMoment(asOf)}` : '';
}
