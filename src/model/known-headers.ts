// The headers of the systems that people export from, and what people type: to add one, add it to a line.
import type { ColumnName } from './columns.ts';

/**
 * What a column of a file may be read as. `first`, `middle`, and `last` are parts of a name; `organization` is the name of
 * an organization; `none` marks headers that would look like another one, and are not read.
 */
export type Target = ColumnName | 'first' | 'middle' | 'last' | 'organization' | 'none';

/**
 * The headers of one system or language for each target, separated by commas. Case, spaces, punctuation, and accents don't
 * matter, nor do a trailing `*`, `(…)`, or `[…]` and a leading word such as "Contact" or "Business" (see
 * header-names.ts). A `~` after a header marks a general one: it is read only if no other column has this meaning.
 */
export type KnownHeaders = { readonly [T in Target]?: string };

export const knownHeaders: Readonly<Record<string, KnownHeaders>> = {
  'by hand, in English': {
    customer_id: 'organization id, organisation id, org id',
    contact_id: 'end user id',
    name: 'full name, contact name, end user name, display name, employee name, contact~',
    first: 'first name, given name, forename, first~',
    middle: 'middle name, additional name, middle initial, middle~',
    last: 'last name, family name, surname, last~',
    organization:
      'organization, organisation, organization name, organisation name, company, company name, customer, customer name, account, account name, client, client name',
    title: 'job title, position, role~',
    email: 'email address, e-mail address, mail, primary email, work email',
    phone: 'phone number, telephone, telephone number, tel, business phone, work phone, office phone, direct phone~',
    extension: 'ext, phone extension, phone ext',
    mobile: 'mobile phone, mobile number, mobile phone number, cell, cell phone, cell number, phone (mobile)',
    address1: 'address, address line 1, street, street 1, street address',
    address2: 'address line 2, street 2, street address 2',
    city: 'town',
    state: 'province, state/province, state/region, region~, county~',
    zip: 'zip code, postal code, postcode, zip/postal code',
    notes: 'note, comment, comments, description~',
    direct_report: 'direct reports',
    ticket_matching_emails: 'ticket matching email, matching emails',
    notification_billing: 'billing notification, billing notifications, notifications billing',
    notification_marketing: 'marketing notification, marketing notifications, notifications marketing',
    notification_reports: 'report notifications, reports notification, notifications reports',
    custom_fields: 'custom field',
    none: 'user name, username, user id',
  },
};
