// Restores the text of a command as the member typed it. Slack escapes `& < >`, and wraps links and channels.

/** Mentions of members stay wrapped, so that `splitWords` can tell them from text. */
export function unescapeText(text: string): string {
  return (
    text
      // `<https://acme.example|acme.example>`: the typed text is behind the bar.
      .replaceAll(/<(?:https?:\/\/|mailto:)[^>|]*\|([^>]*)>/g, '$1')
      .replaceAll(/<((?:https?:\/\/)[^>|]*)>/g, '$1')
      .replaceAll(/<#[CGD][A-Z0-9]{1,20}\|([^>]+)>/g, '#$1')
      .replaceAll(/<!(?:subteam\^[A-Z0-9]{1,20}\|)?@?([^>|^]+)(?:\|[^>]*)?>/g, '@$1')
      // A word joiner that `unlinked` put into one of the app's messages, from where it was copied.
      .replaceAll('\u2060', '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  );
}
