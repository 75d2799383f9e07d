// The name of an exported file, and the export that an uploaded file's name tells.

// In characters, each of up to 4 bytes: with the time and what a copy adds, below the 255 bytes of a file name.
const longestPrefix = 50;

/**
 * `Beta_Söhne_2026_11_22_09_05_07.csv`, with the time in UTC. `of` is the organization's or business name, or the
 * account's id; what is neither letter nor digit in it becomes one `_`, which suits every file system.
 */
export function formatExportFileName(of: string, at: Date): string {
  const safe = of.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
  const prefix = Array.from(safe)
    .slice(0, longestPrefix)
    .join('')
    .replace(/^_+|_+$/g, '');
  const time = at.toISOString().slice(0, 19).replace(/\D/g, '_');
  return `${prefix || 'organization'}_${time}.csv`;
}

// Nothing in a name of ours is white space, so `Copy of `, ` (1)`, ` - Copy`, ` 2`, ` - Sheet1` stand apart;
// what people append without a space (`_edited`, `_problems`, `(1)`) comes after the time.
const inside = /[\p{L}\p{M}\p{N}_]+?_\d{4}(?:_\d\d){5}(?!\d)/u;

/** The export's name in the name of a copy of it; null where there is none. */
export function findExportName(fileName: string): string | null {
  const name = inside.exec(fileName.normalize('NFC'))?.[0];
  return name === undefined ? null : `${name}.csv`;
}
