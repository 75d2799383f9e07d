// Shares a CSV file as dana, reads its metadata, and downloads it.
import type { WebClient } from '@slack/web-api';
import type { FakeSlack, NewShare } from '../../playground/fake-slack/fake-slack.ts';

export const csv = 'customer_id,name\n1,Ána\n';

export async function shareOne(fake: FakeSlack, file: Partial<NewShare['files'][number]> = {}) {
  const message = await fake.member('dana').share({
    channel: 'end-users',
    files: [{ name: 'people.csv', content: csv, ...file }],
  });
  const [shared] = fake.files(message);
  if (!shared) throw new Error('nothing was shared');
  return shared;
}

export async function infoOf(client: WebClient, id: string) {
  const { file } = await client.files.info({ file: id });
  if (!file) throw new Error('no file');
  return file;
}

export function download(url: string | undefined, token?: string): Promise<Response> {
  return fetch(String(url), token ? { headers: { authorization: `Bearer ${token}` } } : {});
}
