// Generates a CSV file of end users as a stream: 21 columns, about 160 bytes per row, the same for the same arguments.

const firstNames = ['Ana', 'Bo', 'Chloé', 'Dev', 'Eva', 'Femi', 'Gus', 'Hanna', 'Igor', 'Jun'];
const lastNames = ['Núñez', 'Li', 'Martin', 'Rao', 'Berg', 'Adeyemi', 'Smith', 'Öz', 'Petrov', 'Sato'];
const titles = ['Engineer', 'CTO', 'Office Manager', 'Accountant', 'Owner', 'Support, 2nd line'];
const cities = ['Boston', 'Zürich', 'Kyiv', 'São Paulo', 'Leeds'];

export const header =
  'customer_id,contact_id,name,title,email,phone,extension,mobile,address1,address2,city,state,zip,notes,' +
  'direct_report,ticket_matching_emails,notification_billing,notification_marketing,notification_reports,' +
  'vendor_id,custom_fields\r\n';

const syllables =
  'a ba co de fi go hu ja ke lo mi nu pa ro si ta u va we xo ye zu ber den ger lin mar nor ris sen ton'.split(
    ' ',
  );

const syllable = (i: number): string => syllables[Math.trunc(i) % syllables.length]!;

export type GeneratedFile = {
  readonly rows: number;
  /** The number of the first row: files that share no number share no end user. Default: 0. */
  readonly firstRow?: number;
  /** The rows belong to these organizations in turn. */
  readonly organizationIds: readonly number[];
  /** Rows per chunk of the stream. */
  readonly batch?: number;
};

export async function* generateFile({
  rows,
  firstRow = 0,
  organizationIds,
  batch = 500,
}: GeneratedFile): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from(header);
  const end = firstRow + rows;
  for (let from = firstRow; from < end; from += batch) {
    let text = '';
    for (let i = from; i < Math.min(end, from + batch); i++) text += row(i, organizationIds);
    yield Buffer.from(text);
  }
}

function row(i: number, organizationIds: readonly number[]): string {
  const firstName = firstNames[i % 10]!;
  // As in real companies, few people share their full name: of a million rows, one in twenty does.
  const family = lastNames[Math.trunc(i / 10) % 10]! + syllable(i / 100) + syllable(i / 3_200);
  const lastName = i % 20 === 0 ? family : family + syllable(i / 102_400);
  const email = `person${i}@company${i % 997}.example`;
  // Nobody looks like anybody else: neither by email nor by name and phone.
  const area = 657 + Math.trunc(i / 10_000_000);
  const phone = `${area}.${String(Math.trunc(i / 10_000) % 1_000).padStart(3, '0')}.${String(i % 10_000).padStart(4, '0')}`;
  return (
    `${organizationIds[i % organizationIds.length]},,${firstName} ${lastName},"${titles[i % 6]}",${email},${phone},x${i % 500},` +
    `,${i % 900} Main St,,${cities[i % 5]},MA,${String(i % 100_000).padStart(5, '0')},` +
    `${i % 20 === 0 ? '"Likes tea,\nnot coffee"' : ''},,,${i % 2 === 0},false,,${i % 3 === 0 ? i : ''},` +
    `${i % 10 === 0 ? `"{""Badge"":""${i}""}"` : ''}\r\n`
  );
}
