// What the install page says about the app: how it works, what it reads and stores, and whom to ask.

/** Addresses of whoever runs the app; null where they gave none. `supportUrl` may be a `mailto:`. */
export type AboutLinks = { readonly privacyUrl: string | null; readonly supportUrl: string | null };

/** HTML. docs/connect.md says the same in more detail. */
export const aboutApp = (links: AboutLinks): string =>
  section('How it works', [
    list('ol', [
      'A member shares a CSV file in a channel that the app is in, or directly with the app.',
      'The app replies with a plan: what would be created, what would change, and what it leaves out, with the reasons.',
      'A member approves the plan. Until then, nothing changes, unless an admin lets plans without problems apply at once. Afterwards, one click undoes it.',
      '<code>/endusers export</code> writes the end users of an organization as a CSV file.',
    ]),
    'Your Slack admins decide who may do what. Guests and people from other companies can do nothing. Channels that people from other companies can read show only numbers; so do those that guests or other workspaces can read, unless an admin of the app lets them show names and values.',
  ]) +
  section('What it reads', [
    'Slack sends it the messages of the channels that it was invited to, and those that members write to it. It uses the ones that mention it, name an organization in a thread, or have files, and reads files that may be lists of end users. In Slack, it acts only as its bot.',
  ]) +
  section('What it stores, and for how long', [
    list('ul', [
      'End users and organizations, the history of each change, which undo needs, and past imports and exports with what their messages show: until the data of your workspace is deleted.',
      'Rows of a file that waits for a decision: until it is decided, at most 14 days. The file itself is not kept.',
      'Rows that were left out because of a problem: 90 days.',
      'Ids of members and channels, roles, and settings. No messages, except for a command that a member writes to it, until it is answered; and no names or email addresses of Slack members.',
      'The token that Slack issues for your workspace, encrypted: until you remove the app.',
    ]),
    'The data of each workspace is kept separate. It is sent to no one but Slack. When you remove the app, the data stays, so that you can come back; whoever runs the app deletes it when you ask.',
  ]) +
  section('Privacy and support', [contact(links)]);

/** Which addresses there are, and that there are none. */
export function contact({ privacyUrl, supportUrl }: AboutLinks): string {
  const privacy =
    privacyUrl === null
      ? 'Whoever runs this app has not linked a privacy policy.'
      : `<a href="${escapeHtml(privacyUrl)}">Privacy policy</a>`;
  const support =
    supportUrl === null
      ? 'For support, ask whoever sent you here: no address is given.'
      : `<a href="${escapeHtml(supportUrl)}">Support</a>`;
  const areLinks = privacyUrl !== null && supportUrl !== null;
  return `${privacy}${areLinks ? ' · ' : ' '}${support}`;
}

/** A workspace's name and an address may contain any character. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

const list = (tag: 'ol' | 'ul', items: readonly string[]): string =>
  `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`;

function section(title: string, parts: readonly string[]): string {
  const body = parts.map((part) => (/^<[ou]l>/.test(part) ? part : `<p>${part}</p>`));
  return `<section><h2>${title}</h2>${body.join('')}</section>`;
}
