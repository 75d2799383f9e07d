// A link in a message: to a website, an email address, or a message or file of the fake. Other links are shown as text.
import type { ReactNode } from 'react';
import { hrefOf, type Route } from '../workspace/route.ts';
import { useSession } from '../workspace/session.ts';

export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const { route } = useSession();
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url || !['https:', 'http:', 'mailto:'].includes(url.protocol)) return <span>{children}</span>;
  const message = messageUrl(url, route);
  if (message) return <a href={message}>{children}</a>;
  const download = downloadUrl(url);
  if (download) {
    return (
      <a href={download} download>
        {children}
      </a>
    );
  }
  return (
    <a href={url.href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

const isWorkspace = ({ hostname }: URL): boolean => hostname.endsWith('.slack.com');

/** A message's permalink: here, it opens the thread on this page. */
function messageUrl(url: URL, route: Route): string | null {
  const [, channel, seconds, micros] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname) ?? [];
  if (!isWorkspace(url) || !channel) return null;
  const thread = url.searchParams.get('thread_ts') ?? `${seconds}.${micros}`;
  return hrefOf({ as: route.as, channel, thread });
}

/** In Slack, a file's permalink is a page about the file; here, it downloads the file. */
function downloadUrl(url: URL): string | null {
  const [, folder, , id, name] = url.pathname.split('/');
  return isWorkspace(url) && folder === 'files' && id ? `/playground/files/${id}/${name ?? ''}` : null;
}
