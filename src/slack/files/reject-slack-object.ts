// Slack shows some things as files that have no bytes of their own: canvases, lists, posts, mails, and links.
import { BadFileError } from '../../model/bad-file-error.ts';

/** The parts of a file object that tell what it is: https://docs.slack.dev/reference/objects/file-object */
type FileKind = {
  readonly mode?: string;
  readonly filetype?: string;
  readonly mimetype?: string;
  readonly external_type?: string;
  readonly is_external?: boolean;
};

const copyTable =
  'Copy its table into your spreadsheet program, save it there as "CSV UTF-8 (comma delimited)", and share that file.';

const objects = {
  canvas: { name: 'a Slack canvas', remedy: copyTable },
  list: { name: 'a Slack list', remedy: 'Download the list as CSV from its ⋯ menu, and share that file.' },
  post: { name: 'a Slack post', remedy: copyTable },
  email: {
    name: 'an email',
    remedy: 'If the mail has the CSV file attached, save the attachment and share that file.',
  },
} as const;

const names: Readonly<Record<string, keyof typeof objects>> = {
  quip: 'canvas',
  canvas: 'canvas',
  'application/vnd.slack-docs': 'canvas',
  list: 'list',
  'application/vnd.slack-list': 'list',
  space: 'post',
  post: 'post',
  docs: 'post',
  email: 'email',
};

/** @throws BadFileError when the file is not one that someone uploaded */
export function rejectSlackObject({ mode, filetype, mimetype, ...file }: FileKind): void {
  const kind = [mode, filetype, mimetype].map((name) => (name ? names[name] : undefined)).find(Boolean);
  if (kind) {
    const { name, remedy } = objects[kind];
    throw new BadFileError({ code: 'external', reason: `it is ${name}, not a CSV file`, remedy });
  }
  if (mode !== 'external' && !file.is_external) return;
  const isGoogleSheet = filetype === 'gsheet' || mimetype === 'application/vnd.google-apps.spreadsheet';
  throw new BadFileError({
    code: 'external',
    reason: isGoogleSheet
      ? 'it is a link to a Google spreadsheet, not a file in Slack'
      : 'it is a link to another service, not a file in Slack',
    remedy: isGoogleSheet
      ? 'In Google Sheets, choose File → Download → Comma-separated values, and share that file.'
      : 'Download it there and share the file itself.',
  });
}
