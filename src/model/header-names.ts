// The names under which a column is known in the headers of uploaded files.
import { type ColumnName, columnNames } from './columns.ts';

/** What the cells below a header are, where the header is known. */
export type HeaderMeaning =
  | { readonly use: 'column'; readonly column: ColumnName }
  | { readonly use: 'name-part'; readonly part: 'first' | 'middle' | 'last' }
  | { readonly use: 'import-ref' }
  | { readonly use: 'problem' };

// As Outlook, Google Contacts, HubSpot, Salesforce, Microsoft 365 and people write them. What may mean
// something else stays out: "company" is a name and no id, a "home phone" comes beside the business phone.
const otherNames: Partial<Record<ColumnName, string>> = {
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

const nameParts = {
  first: 'first name, given name, forename',
  middle: 'middle name, additional name',
  last: 'last name, family name, surname',
} as const;

/** Letters and digits in lower case: case, spaces, `_`, `-`, a byte-order mark and the like make no difference. */
export function normalizeHeader(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every known header by its `headerKey`. */
export const headerMeanings: ReadonlyMap<string, HeaderMeaning> = new Map(
  [
    ...columnNames.flatMap((column) =>
      entries(`${column}, ${otherNames[column] ?? ''}`, { use: 'column', column }),
    ),
    ...(['first', 'middle', 'last'] as const).flatMap((part) =>
      entries(nameParts[part], { use: 'name-part', part }),
    ),
    ...entries('import_ref', { use: 'import-ref' }),
    ...entries('problem', { use: 'problem' }),
  ].filter(([key]) => key !== ''),
);

function entries(names: string, meaning: HeaderMeaning): [string, HeaderMeaning][] {
  return names.split(', ').map((name) => [normalizeHeader(name), meaning]);
}
