// Which hosts may receive a token or a file.
import { describe, expect, it } from 'vitest';
import { createSlackHostCheck, slackWebOrigin } from '../../../src/slack/web/slack-hosts.ts';

const commercial = ['https://slack.com/api/', 'https://files.slack.com/x', 'https://a.slack-edge.com/x'];
const gov = ['https://slack-gov.com/api/', 'https://files.slack-gov.com/x', 'https://acme.slack-gov.com/x'];
const others = [
  'http://files.slack.com/x',
  'https://files.slack.com:8443/x',
  'https://slack-gov.com.example/x',
  'https://notslack-gov.com/x',
  'https://files.slack.com.example/x',
];

describe.each([
  ['https://slack.com/api/', commercial, gov, 'https://slack.com'],
  ['https://slack-gov.com/api/', gov, commercial, 'https://slack-gov.com'],
  [
    'http://127.0.0.1:5000/api/',
    ['http://127.0.0.1:5000/files', ...commercial],
    ['http://127.0.0.1:5001/files', ...gov],
    'https://slack.com',
  ],
])('with SLACK_API_URL=%s', (apiUrl, own, foreign, webOrigin) => {
  const isSlackHost = createSlackHostCheck(apiUrl);

  it.each(own)('%s is trusted', (url) => expect(isSlackHost(new URL(url))).toBe(true));

  it.each([...foreign, ...others])('%s is not trusted', (url) =>
    expect(isSlackHost(new URL(url))).toBe(false),
  );

  it('links lead to the same Slack', () => expect(slackWebOrigin(apiUrl)).toBe(webOrigin));
});
