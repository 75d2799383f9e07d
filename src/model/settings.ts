// The settings of a workspace, which admins can change.
import { type MatchKey, matchKeys } from './instructions.ts';
import { type ApplyMode, applyModes, type DefaultRole, defaultRoles } from './permissions.ts';

export type Settings = {
  readonly apply: ApplyMode;
  readonly defaultRole: DefaultRole;
  /** Starts the names of files with all organizations. `null`: they start with the workspace's id. */
  readonly businessName: string | null;
  /** Which channels show names and values. */
  readonly details: Details;
  /** What tells which end users the rows of files without contact_ids mean. */
  readonly matchBy: MatchKey;
  /** How many end users a member may create, change, or archive alone within 24 hours. `null`: any number. */
  readonly secondPersonAbove: number | null;
};

/** `members only`: channels that guests, other workspaces, or another company can read show only numbers. */
export const detailsModes = ['members only', 'in the channel', 'approvers only'] as const;
export type Details = (typeof detailsModes)[number];

/** The largest number that can be set. */
export const secondPersonLimit = 1_000_000_000;

/** One setting and its new value. */
export type SettingChange = {
  readonly [Name in keyof Settings]: { readonly setting: Name; readonly value: Settings[Name] };
}[keyof Settings];

/** In characters. File names are cut at this length (see `formatExportFileName`). */
export const businessNameLimit = 50;

/**
 * The settings in the order in which members see them: `setting` is the key in `Settings`, `name` is what members type,
 * `values` are all possible values (`null`: any text, or a number), and `meaning` is the explanation for members.
 */
export const workspaceSettings = [
  {
    setting: 'apply',
    name: 'apply',
    values: applyModes,
    meaning:
      '“after approval”: every plan waits for a click. “at once”: a plan without problems, warnings, or choices is applied right away, in the name of the member who shared the file.',
  },
  {
    setting: 'defaultRole',
    name: 'default role',
    values: defaultRoles,
    meaning: 'what members may do without a granted role',
  },
  {
    setting: 'businessName',
    name: 'business name',
    values: null,
    meaning: 'starts the names of files with all organizations',
  },
  {
    setting: 'details',
    name: 'details',
    values: detailsModes,
    meaning:
      'which channels show names and values; the others show only numbers. “members only”: channels that only members of this workspace can read. “in the channel”: also channels with guests or of several workspaces. “approvers only”: no channel; members who may approve see names and values privately. A channel shared with another company always shows only numbers.',
  },
  {
    setting: 'matchBy',
    name: 'match by',
    values: matchKeys,
    meaning:
      'which end users the rows of a file without a contact_id column mean. “contact_id”: new ones. “email” or “vendor_id”: those with the same one, if exactly one end user has it. The message of a file can say so, too: `by email`.',
  },
  {
    setting: 'secondPersonAbove',
    name: 'second person above',
    values: null,
    meaning:
      'how many end users a member may create, change, or archive alone within 24 hours, by imports, undos, and by hand together: a number, or “off”. Above it, another member than the one who shared the file has to approve. Whoever raises it or turns it off is bound by the number before for 24 hours.',
  },
] as const satisfies readonly {
  readonly setting: keyof Settings;
  readonly name: string;
  readonly values: readonly string[] | null;
  readonly meaning: string;
}[];

export type SettingName = (typeof workspaceSettings)[number]['name'];
