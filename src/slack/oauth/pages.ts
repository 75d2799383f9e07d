// The web pages that a browser shows while the app is being installed.
import { type AboutLinks, aboutApp, contact, escapeHtml } from './about-app.ts';

export type Page = {
  /** The HTTP status that the page is sent with. */
  readonly status: number;
  readonly html: string;
};

export const installPath = '/slack/install';

/** @param authorizeUrl Slack's page on which the member allows the installation */
export const installPage = (authorizeUrl: string, links: AboutLinks): Page =>
  page(
    200,
    'Add End Users to Slack',
    [
      'End Users imports and exports the end users of the organizations you support, as CSV files. You see what a file would change before anything is changed, and every import can be undone.',
      `<a class="button" href="${escapeHtml(authorizeUrl)}">Add to Slack</a>`,
    ],
    aboutApp(links),
  );

export const installedPage = (teamName: string, slackUrl: string, links: AboutLinks): Page =>
  page(200, `End Users is installed in ${escapeHtml(teamName)}`, [
    'In Slack, the app has sent you the first steps as a direct message. If not, invite it to a channel with <code>/invite @endusers</code>, and type <code>/endusers help</code> there.',
    `<a class="button" href="${escapeHtml(slackUrl)}">Open Slack</a>`,
    `<small>${contact(links)}</small>`,
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

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:38rem;margin:8vh auto;padding:0 1.2rem;color:#1d1c1d;overflow-wrap:break-word}
h1{font-size:1.9rem;line-height:1.2}h2{font-size:1.1rem;margin:2.2rem 0 .5rem}section p,ol,ul{margin:.5rem 0}ol,ul{padding-left:1.3rem}li{margin:.3rem 0}
code{padding:.1em .3em;border-radius:.25rem;background:#f1f1f3;font-size:.9em}a{color:#1f3a5f}small{color:#5a5a5e}
.button{display:inline-block;margin:.4rem 0;padding:.6rem 1.2rem;border-radius:.4rem;background:#1f3a5f;color:#fff;text-decoration:none}`;

/** `title`, `paragraphs`, and `rest` are HTML. */
function page(status: number, title: string, paragraphs: readonly string[], rest = ''): Page {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style>`;
  const body = `<h1>${title}</h1>${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')}${rest}`;
  return { status, html: `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>\n` };
}
