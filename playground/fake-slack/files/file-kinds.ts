// Derives a file's type, media type, and mode from its name and length, as Slack does.
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

/**
 * Text files up to this many bytes become snippets.
 * https://docs.slack.dev/reference/methods/files.getUploadURLExternal: `snippet_too_large`, "limited to 1MB".
 */
const maxSnippetBytes = 1_000_000;

/** `size` is the length in bytes. */
export function kindOfFile(
  name: string,
  size: number,
): { filetype: string; mimetype: string; mode: FileMode } {
  const extension = name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
  const kind = kinds[extension] ?? { filetype: 'binary', mimetype: 'application/octet-stream' };
  return {
    ...kind,
    mode: textTypes.includes(kind.filetype) && size <= maxSnippetBytes ? 'snippet' : 'hosted',
  };
}
