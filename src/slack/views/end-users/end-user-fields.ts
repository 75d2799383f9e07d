// The labels of an end user's fields, and the groups and order in which members see them.
import type { ColumnField, Field } from '../../../model/columns.ts';
import { figure } from '../../../model/counted.ts';
import { inSentence, orDash } from '../../block-kit/escape.ts';

type Group = {
  readonly title: string;
  readonly fields: readonly { readonly field: ColumnField; readonly label: string }[];
};

export const fieldGroups: readonly Group[] = [
  {
    title: 'Person',
    fields: [
      { field: 'name', label: 'Name' },
      { field: 'title', label: 'Title' },
      { field: 'direct_report', label: 'Direct report' },
    ],
  },
  {
    title: 'Contact',
    fields: [
      { field: 'email', label: 'Email' },
      { field: 'phone', label: 'Phone' },
      { field: 'extension', label: 'Extension' },
      { field: 'mobile', label: 'Mobile' },
    ],
  },
  {
    title: 'Address',
    fields: [
      { field: 'address1', label: 'Address' },
      { field: 'address2', label: 'Address line 2' },
      { field: 'city', label: 'City' },
      { field: 'state', label: 'State' },
      { field: 'zip', label: 'ZIP' },
    ],
  },
  {
    title: 'Tickets and notifications',
    fields: [
      { field: 'ticket_matching_emails', label: 'Ticket-matching emails' },
      { field: 'notification_billing', label: 'Billing notifications' },
      { field: 'notification_marketing', label: 'Marketing notifications' },
      { field: 'notification_reports', label: 'Report notifications' },
    ],
  },
  {
    title: 'More',
    fields: [
      { field: 'notes', label: 'Notes' },
      { field: 'vendor_id', label: 'Vendor id' },
      { field: 'custom_fields', label: 'Custom fields' },
    ],
  },
];

const labels = new Map<Field, string>([
  ...fieldGroups.flatMap(({ fields }) => fields.map(({ field, label }) => [field, label] as const)),
  ['archived', 'Archived'],
  ['organization_id', 'Organization'],
]);

/** The label of a field: `Email`. */
export const labelOfField = (field: Field): string => labels.get(field) ?? field;

/** How many keys of the custom fields a sentence names. */
const shownKeys = 3;

/** `Custom fields · Badge, Desk` */
export const labelOfKeys = (keys: readonly string[]): string =>
  keys.length === 0 ? labelOfField('custom_fields') : `${labelOfField('custom_fields')} · ${nameKeys(keys)}`;

/** `Badge, Desk, Floor, … and 4 more` */
export function nameKeys(keys: readonly string[]): string {
  const named = keys.slice(0, shownKeys).map((key) => inSentence(orDash(key), 40));
  const more = keys.length - named.length;
  return [...named, ...(more > 0 ? [`… and ${figure(more)} more`] : [])].join(', ');
}

/** A cell as files name it: `zip`, or `custom_fields · Badge` for a key of the custom fields. */
export const nameOfCell = ({ field, key }: { readonly field: Field; readonly key?: string }): string =>
  key === undefined
    ? field === 'organization_id'
      ? 'organization'
      : field
    : `${field} · ${inSentence(orDash(key), 40)}`;

/** The words for the stored values of yes-or-no fields. */
export const yesOrNo: ReadonlyMap<string, string> = new Map([
  ['true', 'Yes'],
  ['false', 'No'],
]);
