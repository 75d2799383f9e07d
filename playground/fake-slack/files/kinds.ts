// What Slack takes a file for: type, media type, and whether it becomes a snippet.
import type { FileMode } from '../world/records.ts';

const kinds: Record<string, { filetype: string; mimetype: string }> = {
  csv: { filetype: 'csv', mimetype: 'text/csv' },
  tsv: { filetype: 'tsv', mimetype: 'text/tab-separated-values' },
  txt: { filetype: 'text', mimetype: 'text/plain' },
  json: { filetype: 'json', mimetype: 'application/json' },
  pdf: { filetype: 'pdf', mimetype: 'application/pdf' },
  png: { filetype: 'png', mimetype: 'image/png' },
  xlsx: {
    filetype: 'xlsx',
    mimetype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
};

const textTypes = ['csv', 'tsv', 'text', 'json'];

/** Text files up to this many bytes become snippets (docs: `snippet_too_large`, "limited to 1MB"). */
const snippetLimit = 1_000_000;

/** Type, media type and mode of a file with this name and length in bytes. */
export function kindOfFile(
  name: string,
  size: number,
): { filetype: string; mimetype: string; mode: FileMode } {
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
  const kind = kinds[ending] ?? { filetype: 'binary', mimetype: 'application/octet-stream' };
  return { ...kind, mode: textTypes.includes(kind.filetype) && size <= snippetLimit ? 'snippet' : 'hosted' };
}
