// Text of a command as the member typed it: Slack escapes letters, and wraps what it takes for a link or a channel.

/** Members stay wrapped, as only so they are told apart from text: `splitWords` reads them. */
export function unescaped(text: string): string {
  return (
    text
      // `<https://acme.example|acme.example>`: what was typed stands behind the bar.
      .replaceAll(/<(?:https?:\/\/|mailto:)[^>|]*\|([^>]*)>/g, '$1')
      .replaceAll(/<((?:https?:\/\/)[^>|]*)>/g, '$1')
      .replaceAll(/<#[CGD][A-Z0-9]{1,20}\|([^>]+)>/g, '#$1')
      .replaceAll(/<!(?:subteam\^[A-Z0-9]{1,20}\|)?@?([^>|^]+)(?:\|[^>]*)?>/g, '@$1')
      // Copied from a text of ours: `unlinked` put it there.
      .replaceAll('\u2060', '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  );
}
