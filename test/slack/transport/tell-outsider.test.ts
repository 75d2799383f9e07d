// Answers to somebody whose company doesn't have the app go to Slack, and nowhere else.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { replyNotInstalled } from '../../../src/slack/transport/reply-not-installed.ts';
import { createSlackHostCheck } from '../../../src/slack/web/slack-hosts.ts';

const heard: string[] = [];
const host = createServer(async (request, response) => {
  heard.push(await text(request));
  response.end('ok');
}).listen(0, '127.0.0.1');
await once(host, 'listening');
afterAll(() => host.close());
const address = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;

it('is sent to an address of Slack, for nobody else to see', async () => {
  await replyNotInstalled({ response_url: `${address}actions/1` }, createSlackHostCheck(`${address}api/`));
  expect(heard.splice(0).map((body) => JSON.parse(body))).toEqual([
    expect.objectContaining({
      response_type: 'ephemeral',
      replace_original: false,
      text: expect.stringContaining("This app isn't installed in your workspace."),
    }),
  ]);
});

it.each([
  ['an address that is not Slack’s', { response_url: `${address}actions/1` }],
  ['no address', {}],
  ['what is no address', { response_url: 'actions/1' }],
])('is not sent to %s', async (_, body) => {
  await replyNotInstalled(body, createSlackHostCheck('https://slack.com/api/'));
  expect(heard).toEqual([]);
});
