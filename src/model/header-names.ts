// The names by which a header of an uploaded file is recognized.
import { type ColumnName, columnNames } from './columns.ts';

/** What the cells below a known header contain. `import-ref` and `problem` are the columns that a problem file adds. */
export type HeaderMeaning =
  | { readonly use: 'column'; readonly column: ColumnName }
  | { readonly use: 'name-part'; readonly part: 'first' | 'middle' | 'last' }
  | { readonly use: 'import-ref' }
  | { readonly use: 'problem' };

// The headers of Outlook, Google Contacts, HubSpot, Salesforce, and Microsoft 365, and what people type. Ambiguous
// headers are not in the list: "company" contains a name rather than an id, and files with a "home phone" have a
// business phone too.
const aliases: Partial<Record<ColumnName, string>> = {
  customer_id: 'organization id, organisation id, org id',
  contact_id: 'end user id',
  name: 'full name, contact name, end user name, display name',
  title: 'job title, position, organization title, organization 1 - title',
  email: 'email address, mail, primary email, work email, e-mail 1 - value',
  phone:
    'phone number, telephone, telephone number, tel, business phone, work phone, office phone, phone 1 - value',
  extension: 'ext, phone extension, phone ext',
  mobile: 'mobile phone, mobile number, mobile phone number, cell, cell phone, cell number',
  address1:
    'address, address line 1, street, street 1, street address, business street, mailing street, address 1 - street',
  address2: 'address line 2, street 2, street address 2, business street 2, address 1 - extended address',
  city: 'town, business city, mailing city, address 1 - city',
  state:
    'province, region, state/province, state/region, business state, mailing state, mailing state/province, address 1 - region',
  zip: 'zip code, postal code, postcode, zip/postal code, business postal code, mailing zip/postal code, mailing postal code, address 1 - postal code',
  notes: 'note, comment, comments',
  direct_report: 'direct reports',
  ticket_matching_emails: 'ticket matching email, matching emails',
  notification_billing: 'billing notification, billing notifications, notifications billing',
  notification_marketing: 'marketing notification, marketing notifications, notifications marketing',
  notification_reports: 'report notifications, reports notification, notifications reports',
  custom_fields: 'custom field',
};

const namePartAliases = {
  first: 'first name, given name, forename',
  middle: 'middle name, additional name',
  last: 'last name, family name, surname',
} as const;

/** Returns the letters and digits in lower case, so that case, spaces, `_`, `-`, a byte-order mark, etc. don't matter. */
export function normalizeHeader(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every known header, keyed by its `normalizeHeader`. */
export const headerMeanings: ReadonlyMap<string, HeaderMeaning> = new Map(
  [
    ...columnNames.flatMap((column) =>
      toEntries(`${column}, ${aliases[column] ?? ''}`, { use: 'column', column }),
    ),
    ...(['first', 'middle', 'last'] as const).flatMap((part) =>
      toEntries(namePartAliases[part], { use: 'name-part', part }),
    ),
    ...toEntries('import_ref', { use: 'import-ref' }),
    ...toEntries('problem', { use: 'problem' }),
  ].filter(([key]) => key !== ''),
);

function toEntries(names: string, meaning: HeaderMeaning): [string, HeaderMeaning][] {
  return names.split(', ').map((name) => [normalizeHeader(name), meaning]);
}
