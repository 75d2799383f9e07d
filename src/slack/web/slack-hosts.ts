// To which hosts a token may go: Slack's, and the one that the settings name.

const slackDomains = ['slack.com', 'slack-files.com', 'slack-edge.com'];

/** A test for URLs; `slackApiUrl` is trusted with its exact host, port and protocol. */
export function createSlackHostCheck(slackApiUrl: string): (url: URL) => boolean {
  const configured = new URL(slackApiUrl).origin;
  return (url) =>
    url.origin === configured ||
    (url.protocol === 'https:' &&
      url.port === '' &&
      slackDomains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`)));
}
