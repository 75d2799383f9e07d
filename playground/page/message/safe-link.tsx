// A link in a message: to the web or an e-mail address, or to a file here. Any other one is only text.
import type { ReactNode } from 'react';

export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url || !['https:', 'http:', 'mailto:'].includes(url.protocol)) return <span>{children}</span>;
  const file = fileAt(url);
  if (file) {
    return (
      <a href={file} download>
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

/** A file's permalink in Slack is a page of its own; here it is the file. */
function fileAt({ origin, pathname }: URL): string | null {
  const [, folder, , id, name] = pathname.split('/');
  return origin === location.origin && folder === 'files' && id
    ? `/playground/files/${id}/${name ?? ''}`
    : null;
}
