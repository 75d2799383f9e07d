// Why names and values are not shown in a place.

/** `guests`: guests can read there, or may, since not everyone could be checked. `not visible`: Slack doesn't say who can. */
export type HiddenBecause = 'other company' | 'other workspaces' | 'guests' | 'setting' | 'not visible';
