// Every form that the app can open, filled with one text and one number.
import { chosenTargets } from '../../model/chosen-columns.ts';
import { fields } from '../../model/columns.ts';
import { leftOutKinds } from '../../model/left-out.ts';
import { columnsModal, pageSize } from '../modals/columns-form.ts';
import { addEndUserForm, editEndUserForm } from '../modals/end-user-form.ts';
import { eraseEndUserForm } from '../modals/erase-form.ts';
import { leaveOutModal } from '../modals/leave-out-form.ts';
import { type Modal, messageModal } from '../modals/modal.ts';
import { valuesOf } from './an-end-user.ts';
import { everyView, type Matter } from './every-view.ts';

export type SampleForm = { readonly name: string; readonly form: Modal };

/** `length` is the number of columns, and of organizations and end users in menus, which hold up to 100. */
export function everyForm({ foreign, count, length }: Matter): SampleForm[] {
  const list = <Entry>(size: number, entry: (index: number) => Entry) =>
    Array.from({ length: Math.min(length, size) }, (_, index) => entry(index));
  const organization = { id: count, name: foreign };
  const flags = { notification_billing: null, notification_marketing: 'true', notification_reports: 'false' };
  const endUser = { id: count, organization, lastOperationId: count };
  const columns = list(pageSize + 1, (index) => index);
  const draft = { importId: count, planNumber: count, page: 0 };
  const header = {
    line: 1,
    header: columns.map(() => foreign),
    columns: [],
    ignored: [],
    samples: columns.map(() => [foreign, foreign]),
  };
  const chosen = columns.map((at) => chosenTargets[at % chosenTargets.length]!);
  const options = {
    fields: [...fields],
    organizations: list(100, (index) => ({ id: index + 1, name: foreign })),
    endUsers: list(100, (index) => ({
      endUserId: index + 1,
      line: index + 1,
      isByLine: false,
      name: foreign,
    })),
  };
  const leftOut = { by: 'U0DANA', fields: [], organizations: [], endUsers: [], lines: [] };
  const named: Record<string, Modal> = {
    'edit an end user': editEndUserForm(
      { ...endUser, values: { ...valuesOf(foreign), ...flags } },
      [organization, ...options.organizations].slice(0, 100),
    ),
    'edit an empty end user': editEndUserForm({ ...endUser, values: valuesOf(null) }, null),
    'add an end user': addEndUserForm([organization], count),
    'add an end user to one of several organizations': addEndUserForm(
      [organization, ...options.organizations].slice(0, 100),
      count,
    ),
    columns: columnsModal({ ...draft, chosen }, header),
    'erase an end user': eraseEndUserForm({
      id: count,
      name: foreign,
      organizationName: foreign,
      isArchived: false,
      isRemoved: false,
    }),
    'leave out': leaveOutModal(
      { importId: count, planNumber: count, round: 0, leftOut: { ...leftOut, kinds: [...leftOutKinds] } },
      options,
    ),
  };
  const endings = everyView({ foreign, count, length }).filter(({ name }) => /^end user /.test(name));
  return [
    ...Object.entries(named).map(([name, form]) => ({ name: `form: ${name}`, form })),
    ...endings.map(({ name, view }) => ({ name: `form: ${name}`, form: messageModal('End user', view) })),
  ];
}
