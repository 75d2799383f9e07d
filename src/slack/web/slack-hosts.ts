// Which hosts may receive a token or a file: Slack's own, over TLS, and the host of SLACK_API_URL.

const slackDomains = ['slack.com', 'slack-files.com', 'slack-edge.com'];

/**
 * Creates the check for a URL.
 * @param slackApiUrl trusted with its exact protocol, host, and port
 */
export function createSlackHostCheck(slackApiUrl: string): (url: URL) => boolean {
  const configured = new URL(slackApiUrl).origin;
  return (url) =>
    url.origin === configured ||
    (url.protocol === 'https:' &&
      url.port === '' &&
      slackDomains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`)));
}
