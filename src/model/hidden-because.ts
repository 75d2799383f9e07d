// Why names and values are not shown in a place.

/**
 * `guests`: guests can read there, or may, since not everyone could be checked. `not visible`: Slack doesn't say who can.
 * `not checked`: who of the members is a guest is still being read.
 */
export type HiddenBecause =
  | 'other company'
  | 'other workspaces'
  | 'guests'
  | 'not checked'
  | 'setting'
  | 'not visible';
