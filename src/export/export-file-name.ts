// Formats the name of an exported file, and recognizes it in the name of an uploaded file.

import type { ExportKind } from '../model/export.ts';

// In characters of up to 4 bytes: with the time, and with what copies add, a name stays below 255 bytes.
const maxPrefixLength = 50;

/**
 * Returns a name such as `Beta_Söhne_2026_11_22_09_05_07.csv`, with the time in UTC. Everything that is neither a letter
 * nor a digit becomes one `_`, which every file system accepts. The name of a template ends in `_template.csv`, and that of
 * a file of organizations has `_organizations` before the time.
 *
 * @param of the name of the organization or the business, or the id of the workspace
 */
export function formatExportFileName(of: string, at: Date, kind: ExportKind = 'export'): string {
  const safe = of.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
  const prefix = Array.from(safe)
    .slice(0, maxPrefixLength)
    .join('')
    .replace(/^_+|_+$/g, '');
  const time = at.toISOString().slice(0, 19).replace(/\D/g, '_');
  const what = kind === 'organizations' ? '_organizations' : '';
  return `${prefix || 'organization'}${what}_${time}${kind === 'template' ? '_template' : ''}.csv`;
}

/** What the name of a file says about the export that it is a copy of. */
export type NameOfCopy = {
  /** `2026_11_22_09_05_07`, as in the names of exports. */
  readonly time: string;
  /** What precedes the time, normalized: with what copies add before it, such as `copy_of_`. */
  readonly prefix: string;
};

const timed = /(?<!\p{N})(\d{4}(?:_\d\d){5})(?!\d)/u;

/**
 * Case, spaces, and hyphens don't matter, nor does what programs and people append to the time: `(1)`, `_edited`,
 * ` - Sheet1`.
 *
 * @returns null if the name has no time of an export
 */
export function readNameOfCopy(fileName: string): NameOfCopy | null {
  const name = normalizeName(fileName);
  const found = timed.exec(name);
  return found && { time: found[1]!, prefix: name.slice(0, found.index) };
}

/** Whether an export with this file name may be the one that the copy was made from. */
export function isNameOf({ time, prefix }: NameOfCopy, exportName: string): boolean {
  const name = readNameOfCopy(exportName);
  return name !== null && name.time === time && `_${prefix}`.endsWith(`_${name.prefix}`);
}

/** Whether the name of a file says that it is a copy of the export with this file name. */
export function isNameOfCopyOf(fileName: string, exportName: string): boolean {
  const name = readNameOfCopy(fileName);
  return name !== null && isNameOf(name, exportName);
}

const normalizeName = (fileName: string): string =>
  fileName
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
