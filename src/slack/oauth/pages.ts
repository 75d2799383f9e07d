// The web pages that a browser shows while the app is being installed.

export type Page = {
  /** The HTTP status that the page is sent with. */
  readonly status: number;
  readonly html: string;
};

export const installPath = '/slack/install';

/** @param authorizeUrl Slack's page on which the member allows the installation */
export const installPage = (authorizeUrl: string): Page =>
  page(200, 'Add End Users to Slack', [
    'End Users imports and exports the end users of the organizations you support, as CSV files.',
    `<a class="button" href="${escapeHtml(authorizeUrl)}">Add to Slack</a>`,
  ]);

export const installedPage = (teamName: string, slackUrl: string): Page =>
  page(200, `End Users is installed in ${escapeHtml(teamName)}`, [
    'Invite it to a channel with <code>/invite @endusers</code>, then type <code>/endusers help</code> there.',
    `<a class="button" href="${escapeHtml(slackUrl)}">Open Slack</a>`,
  ]);

export const deniedPage = (): Page =>
  page(200, 'Nothing was installed', [
    'You canceled in Slack, or Slack rejected the installation.',
    startOver,
  ]);

export const staleLinkPage = (): Page =>
  page(400, 'Nothing was installed', [
    'This link was already used, is more than ten minutes old, or was opened in another browser.',
    startOver,
  ]);

export const organizationWidePage = (name: string, addToWorkspacesUrl: string): Page =>
  page(200, `End Users is installed in ${escapeHtml(name)}`, [
    'It isn’t in any workspace yet: add it to those that need it. Each of them keeps its own end users and permissions, and sees nothing of the others.',
    `<a class="button" href="${escapeHtml(addToWorkspacesUrl)}">Add to workspaces</a>`,
  ]);

/** @param reference the error reference, as in the log */
export const errorPage = (reference: string): Page =>
  page(500, 'Sorry, something broke', [
    `Nothing was installed. If it happens again, give the reference <code>${escapeHtml(reference)}</code> to the person who runs this app.`,
    startOver,
  ]);

const startOver = `<a href="${installPath}">Start over</a>`;

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color:#1d1c1d}
.button{display:inline-block;padding:.6rem 1.2rem;border-radius:.4rem;background:#1f3a5f;color:#fff;text-decoration:none}`;

/** `title` and `paragraphs` are HTML. */
function page(status: number, title: string, paragraphs: readonly string[]): Page {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style>`;
  const body = `<h1>${title}</h1>${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')}`;
  return { status, html: `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>\n` };
}

/** A workspace's name may contain any character. */
function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
