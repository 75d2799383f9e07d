// The reply to a member whose company doesn't have the app goes to Slack only.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { replyNotInstalled } from '../../../src/slack/transport/reply-not-installed.ts';
import { createSlackHostCheck } from '../../../src/slack/web/slack-hosts.ts';

const received: string[] = [];
const host = createServer(async (request, response) => {
  received.push(await text(request));
  response.end('ok');
}).listen(0, '127.0.0.1');
await once(host, 'listening');
afterAll(() => host.close());
const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;

it('is sent privately to a response URL of Slack', async () => {
  await replyNotInstalled({ response_url: `${url}actions/1` }, createSlackHostCheck(`${url}api/`));
  expect(received.splice(0).map((body) => JSON.parse(body))).toEqual([
    expect.objectContaining({
      response_type: 'ephemeral',
      replace_original: false,
      text: expect.stringContaining("This app isn't installed in your workspace."),
    }),
  ]);
});

it.each([
  ['the response URL is not on a host of Slack', { response_url: `${url}actions/1` }],
  ['there is no response URL', {}],
  ['the response URL is not a URL', { response_url: 'actions/1' }],
])('is not sent when %s', async (_, body) => {
  await replyNotInstalled(body, createSlackHostCheck('https://slack.com/api/'));
  expect(received).toEqual([]);
});
