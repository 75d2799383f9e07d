// What a browser shows around an installation.

/** A page, and the HTTP status that it comes with. */
export type Page = { readonly status: number; readonly html: string };

export const installPath = '/slack/install';

/** `url` is where the member agrees. */
export const beginPage = (url: string): Page =>
  page(200, 'Add End Users to Slack', [
    'End Users imports and exports the end users of the organizations that you look after, as CSV files.',
    `<a class="button" href="${escaped(url)}">Add to Slack</a>`,
  ]);

export const installedPage = (teamName: string, slackUrl: string): Page =>
  page(200, `End Users is in ${escaped(teamName)} now`, [
    'Invite it into a channel with <code>/invite @endusers</code>, then type <code>/endusers help</code> there.',
    `<a class="button" href="${escaped(slackUrl)}">Open Slack</a>`,
  ]);

export const deniedPage = (): Page =>
  page(200, 'Nothing was installed', ['You said no in Slack, or it did.', again]);

export const staleLinkPage = (): Page =>
  page(400, 'Nothing was installed', [
    'This link was used before, is older than ten minutes, or belongs to another browser.',
    again,
  ]);

export const organizationWidePage = (): Page =>
  page(400, 'Nothing was installed', [
    'End Users keeps the data of each workspace apart, so it can’t be installed for a whole organization. Choose one workspace.',
    again,
  ]);

/** `reference` is under what the log has it. */
export const brokenPage = (reference: string): Page =>
  page(500, 'Sorry, something broke', [
    `Nothing was installed. If it happens again, quote <code>${escaped(reference)}</code> to whoever runs this app.`,
    again,
  ]);

const again = `<a href="${installPath}">Begin again</a>`;

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color:#1d1c1d}
.button{display:inline-block;padding:.6rem 1.2rem;border-radius:.4rem;background:#1f3a5f;color:#fff;text-decoration:none}`;

/** `title` and `parts` are HTML. */
function page(status: number, title: string, parts: readonly string[]): Page {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style>`;
  const body = `<h1>${title}</h1>${parts.map((part) => `<p>${part}</p>`).join('')}`;
  return { status, html: `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>\n` };
}

/** Names of workspaces may be anything. */
function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
