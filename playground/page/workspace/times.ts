// Slack's timestamps as times of day.

const ofDay = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/** `ts`: seconds since 1970, a point and a number of their own. */
export function moment(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** `14:05` or `2:05 PM`, as the reader's country writes it. */
export function clock(ts: string): string {
  return ofDay.format(moment(ts));
}
