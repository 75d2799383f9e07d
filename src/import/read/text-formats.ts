// Formats that are text, recognized by how they begin.
import { looksLikeHtml } from '../../model/looks-like-html.ts';
import { type Format, format, type Head, remedies } from './format.ts';

/** Of a long text, a pattern sees no more. */
const patternCharacters = 16 * 1024;

const begins =
  (...patterns: readonly RegExp[]) =>
  ({ text }: Head): boolean =>
    patterns.some((pattern) => pattern.test(text.slice(0, patternCharacters)));

const isHtml = (head: Head): boolean =>
  looksLikeHtml(Buffer.from(head.text, 'latin1')) ||
  /^<(?:table|meta|style|script|title|link|div|form|center|h1|p)\b[^<]*>/i.test(head.text);
const isXml = begins(/^<\?xml\b/i, /^<(?:workbook|error|fault|soap:envelope|[\w:]*response|rss|svg)\b/i);
const isMarkup = (head: Head): boolean => isHtml(head) || isXml(head);

const hasTable = begins(/<t[dhr]\b/i);
const isFromOffice = begins(/schemas-microsoft-com:office:(?:excel|spreadsheet)/i);
const asksToSignIn = begins(
  /type\s*=\s*["']?password/i,
  /<title[^>]*>[^<]*(?:sign[ -]?in|log[ -]?(?:in|on)|single sign|anmeld|connexion|iniciar sesi|acced[ei]|inloggen)/i,
);
const isError = begins(
  /^(?:<\?xml[^>]*\?>\s*)?(?:<!--[^>]*-->\s*)*<(?:\w+:)?(?:error|errors|fault|exception|errorresponse)\b/i,
  /<code>\s*\w*(?:denied|expired|nosuch|invalid|forbidden|unauthorized)\w*\s*<\/code>/i,
  /<(?:title|h1)[^>]*>[^<]*(?:error|denied|forbidden|unauthori[sz]ed|not found|expired|unavailable|\b[45]\d\d\b)/i,
);

const signInRemedy =
  'The download ended at the sign-in page: sign in there, download the file again, and share that one.';
const errorRemedy =
  'The download failed where the file comes from: download it there again, and share that file.';
const contactsRemedy =
  'Import it into Google Contacts or Outlook, export the contacts there as CSV, and share that file.';
const directoryRemedy =
  'Export as CSV instead: from Active Directory with csvde, from Thunderbird with Export → "Comma Separated". Then share that file.';
const jsonRemedy =
  'Export as CSV where it comes from, or open it in Excel (Data → Get Data → From JSON), save it as "CSV UTF-8 (comma delimited)", and share that file.';
const xmlRemedy =
  'Export as CSV where it comes from, or save it in your spreadsheet program as "CSV UTF-8 (comma delimited)", and share that file.';
const mailRemedy = 'If the mail has the CSV file attached, save the attachment and share that file.';
const linkRemedy =
  'Open the link, download the table as CSV (in Google Sheets: File → Download → Comma-separated values), and share that file.';

const markup = (
  code: 'spreadsheet' | 'html' | 'other-format',
  name: string,
  remedy: string,
  ...all: readonly Format['matches'][]
): Format => format(code, name, remedy, (head) => isMarkup(head) && all.every((matches) => matches(head)));

const text = (name: string, remedy: string, ...patterns: readonly RegExp[]): Format =>
  format('other-format', name, remedy, begins(...patterns));

const mailHeader =
  /^(?:(?:from|to|cc|subject|date|sender|reply-to|return-path|delivered-to|received|message-id|mime-version|content-type|dkim-signature|x-[\w-]+|arc-[\w-]+|authentication-results|list-[\w-]+|thread-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){3}/i;

/** The first format that matches counts. */
export const textFormats: readonly Format[] = [
  markup('spreadsheet', 'an HTML table saved as a spreadsheet', remedies.spreadsheet, isHtml, isFromOffice),
  markup('html', 'a web page that asks to sign in', signInRemedy, asksToSignIn),
  markup('html', 'an error page', errorRemedy, isError),
  markup('spreadsheet', 'an HTML table saved as a spreadsheet', remedies.spreadsheet, isHtml, hasTable),
  markup('html', 'a web page', remedies.other, isHtml),
  markup('spreadsheet', 'an Excel workbook in XML', remedies.spreadsheet, begins(/<(?:\w+:)?workbook\b/i)),
  markup(
    'spreadsheet',
    'an OpenDocument spreadsheet in XML',
    remedies.spreadsheet,
    begins(/<office:document\b/i),
  ),
  markup('other-format', 'an XML file', xmlRemedy),
  text('a contact list in vCard format', contactsRemedy, /^BEGIN:VCARD\b/i),
  text('a calendar', remedies.other, /^BEGIN:VCALENDAR\b/i),
  text(
    'an LDIF file',
    directoryRemedy,
    /^(?:#[^\n]*\n|\r?\n)*(?:version: *\d+ *\r?\n(?:#[^\n]*\n|\r?\n)*)?dn:(?:: *\S|[^\n=]*=)/i,
  ),
  text('a link to a Google file', linkRemedy, /^\{[^}]*"url":\s*"https:\/\/docs\.google\.com\//),
  text('a shortcut to a web page', linkRemedy, /^\[InternetShortcut\]/i),
  text(
    'a JSON file',
    jsonRemedy,
    /^\[\s*[[{]/,
    /^\{\s*"(?:[^"\\]|\\.)*"\s*:/,
    /^\[\s*\]\s*$/,
    /^\{\s*\}\s*$/,
  ),
  text('an email', mailRemedy, mailHeader, /^From \S+@\S+ +\w{3} \w{3} /),
  text(
    'an SQL dump',
    remedies.database,
    /^(?:--[^\n]*\n|\/\*(?:(?!\*\/)[\s\S])*\*\/;?|\s)*(?:CREATE +(?:TABLE|DATABASE|SCHEMA)|INSERT +INTO|DROP +TABLE|LOCK +TABLES|PRAGMA +\w+ *=|BEGIN +TRANSACTION|SET +[\w@.]+ *=|USE +[\w`[])/i,
  ),
  text('a SYLK spreadsheet', remedies.spreadsheet, /^ID;P\w*(?:;[NE])*\r?\n[BCFPO];/),
  text('a DIF spreadsheet', remedies.spreadsheet, /^TABLE\r?\n0,1\r?\n"/),
  text('a PostScript document', remedies.pdf, /^%!PS/),
];
