// The labels of an end user's fields, and the groups and order in which members see them.
import type { Field } from '../../../model/columns.ts';

type Group = {
  readonly title: string;
  readonly fields: readonly { readonly field: Field; readonly label: string }[];
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

const labels = new Map(
  fieldGroups.flatMap(({ fields }) => fields.map(({ field, label }) => [field, label] as const)),
);

/** The label of a field: `Email`. */
export const labelOfField = (field: Field): string => labels.get(field) ?? field;

/** The words for the stored values of yes-or-no fields. */
export const yesOrNo: ReadonlyMap<string, string> = new Map([
  ['true', 'Yes'],
  ['false', 'No'],
]);
