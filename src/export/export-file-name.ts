// Formats the name of an exported file, and finds it again in the name of an uploaded file.

// In characters of up to 4 bytes: with the time, and with what copies add, a name stays below 255 bytes.
const maxPrefixLength = 50;

/**
 * Returns a name such as `Beta_Söhne_2026_11_22_09_05_07.csv`, with the time in UTC. Everything that is neither a letter
 * nor a digit becomes one `_`, which every file system accepts.
 *
 * @param of the name of the organization or the business, or the id of the workspace
 */
export function formatExportFileName(of: string, at: Date): string {
  const safe = of.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
  const prefix = Array.from(safe)
    .slice(0, maxPrefixLength)
    .join('')
    .replace(/^_+|_+$/g, '');
  const time = at.toISOString().slice(0, 19).replace(/\D/g, '_');
  return `${prefix || 'organization'}_${time}.csv`;
}

// Names of exports contain no whitespace, so `Copy of `, ` (1)`, ` - Copy`, ` 2`, and ` - Sheet1` are not part of them.
// What people append without a space (`_edited`, `_problems`, `(1)`) comes after the time.
const exportName = /[\p{L}\p{M}\p{N}_]+?_\d{4}(?:_\d\d){5}(?!\d)/u;

/** Finds the name of an export in the name of a copy of it; `null` if there is none. */
export function findExportName(fileName: string): string | null {
  const name = exportName.exec(fileName.normalize('NFC'))?.[0];
  return name === undefined ? null : `${name}.csv`;
}
