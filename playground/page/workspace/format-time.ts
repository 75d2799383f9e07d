// Formats Slack's timestamps as times of day.

const timeFormat = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/** `ts` is seconds since 1970 with a fraction that makes it unique. */
export function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** `14:05` or `2:05 PM`, depending on the browser's language. */
export function formatTime(ts: string): string {
  return timeFormat.format(dateOf(ts));
}
