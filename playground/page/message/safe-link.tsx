// A link in a message: to a website, an email address, or a file of the fake. Other links are shown as text.
import type { ReactNode } from 'react';

export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url || !['https:', 'http:', 'mailto:'].includes(url.protocol)) return <span>{children}</span>;
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

/** In Slack, a file's permalink is a page about the file; here, it downloads the file. */
function downloadUrl({ origin, pathname }: URL): string | null {
  const [, folder, , id, name] = pathname.split('/');
  return origin === location.origin && folder === 'files' && id
    ? `/playground/files/${id}/${name ?? ''}`
    : null;
}
