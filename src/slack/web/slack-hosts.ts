// Which hosts may receive a token or a file: those of the Slack that SLACK_API_URL names, over TLS, and its own host.

const commercialDomains = ['slack.com', 'slack-files.com', 'slack-edge.com'];

/** GovSlack is a Slack of its own, on one domain. Neither gets the other's tokens. */
const govDomains = ['slack-gov.com'];

const isWithin = (hostname: string, domain: string): boolean =>
  hostname === domain || hostname.endsWith(`.${domain}`);

/**
 * Creates the check for a URL.
 * @param slackApiUrl trusted with its exact protocol, host, and port
 */
export function createSlackHostCheck(slackApiUrl: string): (url: URL) => boolean {
  const { origin, hostname } = new URL(slackApiUrl);
  const isGov = govDomains.some((domain) => isWithin(hostname, domain));
  const domains = isGov ? govDomains : commercialDomains;
  return (url) =>
    url.origin === origin ||
    (url.protocol === 'https:' &&
      url.port === '' &&
      domains.some((domain) => isWithin(url.hostname, domain)));
}

/** The address of Slack's web pages, `https://slack.com`, on the Slack that SLACK_API_URL names. */
export function slackWebOrigin(slackApiUrl: string): string {
  const { hostname } = new URL(slackApiUrl);
  const domain = [...govDomains, ...commercialDomains].find((each) => isWithin(hostname, each));
  return `https://${domain ?? 'slack.com'}`;
}
