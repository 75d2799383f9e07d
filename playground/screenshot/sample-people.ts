// The people in the screenshot, and the member's edits of their file.
import type { Row } from '../demo/csv-rows.ts';

const columns = ['customer_id', 'name', 'title', 'email', 'phone', 'zip'] as const;

const people: readonly (readonly string[])[] = [
  ['Ana Núñez', 'Engineer', 'ana.nunez', '+34 600 123 456', '28013'],
  ['Bo Li', 'Buyer', 'bo.li', '0151 555 0101', '02134'],
  ['Chloé Dubois', 'Office manager', 'chloe', '+33 1 55 50 01 02', '75011'],
  ['Dmitri Ivanov', 'Technician', 'd.ivanov', '0151 555 0103', '02139'],
  ['Efua Mensah', 'Accountant', 'efua', '+233 20 555 0104', ''],
  ['Freja Holm', 'Team lead', 'freja', '+45 55 50 01 05', '1620'],
  ['Gökhan Yılmaz', 'Engineer', 'gokhan', '+90 212 555 0106', '34430'],
  ['Hannah O’Neill', 'Reception', 'hannah', '0151 555 0107', '02118'],
];

/** Returns a file of eight people in each of two organizations. */
export function peopleOf(acme: number, beta: number): Row[] {
  return [acme, beta].flatMap((organization) =>
    people.map(([name = '', title = '', mailbox = '', phone = '', zip = '']) => ({
      customer_id: String(organization),
      name: organization === acme ? name : `${name.split(' ')[0]} Weiß`,
      title,
      email: `${mailbox}@${organization === acme ? 'acme' : 'beta-soehne'}.example`,
      phone,
      zip,
    })),
  );
}

/** Name to column to new value. */
const edits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Ana Núñez': { title: 'Chief engineer' },
  'Bo Li': { phone: '0151 555 0199', zip: '02138' },
  'Chloé Dubois': { email: 'c.dubois@acme.example' },
  'Efua Mensah': { zip: 'GA-184' },
  'Gökhan Weiß': { title: 'Head of service' },
};

/** Returns the exported rows with edited cells, new people, and rows that can't be imported. */
export function editedFile(exported: readonly Row[], acme: number, beta: number): Row[] {
  const empty = Object.fromEntries(Object.keys(exported[0] ?? {}).map((column) => [column, '']));
  const newRow = (cells: Partial<Record<(typeof columns)[number], string>>) => ({ ...empty, ...cells });
  return [
    ...exported.map((row) => ({ ...row, ...edits[row.name ?? ''] })),
    newRow({ customer_id: String(acme), name: 'Ingrid Solberg', email: 'ingrid@acme.example' }),
    newRow({ customer_id: String(acme), name: 'Ana Núñez', email: 'ana.nunez@acme.example' }),
    newRow({ customer_id: String(beta), name: 'Jonas Weiß', email: 'jonas@beta-soehne.example' }),
    newRow({ customer_id: String(beta), name: 'Kim Weiß', email: 'kim at beta-soehne' }),
    newRow({ customer_id: '999', name: 'Lou Martin', email: 'lou@elsewhere.example' }),
  ];
}
