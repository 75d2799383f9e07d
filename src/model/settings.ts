// What admins can set for their workspace.
import { type ApplyMode, applyModes, type DefaultRole, defaultRoles } from './permissions.ts';

export type Settings = {
  readonly apply: ApplyMode;
  readonly defaultRole: DefaultRole;
  /** Begins the names of files that hold all organizations; the workspace's id does where it is null. */
  readonly businessName: string | null;
};

/** One of them with its new value. */
export type SettingChange = {
  readonly [Name in keyof Settings]: { readonly setting: Name; readonly value: Settings[Name] };
}[keyof Settings];

/** In characters. Of a longer one, the names of files would show no more. */
export const businessNameLimit = 50;

/** `values` are all that there are; null where any text may be one. In the order of the list. */
export const workspaceSettings = [
  {
    setting: 'apply',
    name: 'apply',
    values: applyModes,
    meaning:
      '“after approval”: a plan waits for a click. “at once”: a plan without problems and warnings is applied when it is read, by whom shared the file.',
  },
  {
    setting: 'defaultRole',
    name: 'default role',
    values: defaultRoles,
    meaning: 'what members may do to whom nothing was granted',
  },
  {
    setting: 'businessName',
    name: 'business name',
    values: null,
    meaning: 'begins the names of files with all organizations',
  },
] as const satisfies readonly {
  readonly setting: keyof Settings;
  readonly name: string;
  readonly values: readonly string[] | null;
  readonly meaning: string;
}[];

export type SettingName = (typeof workspaceSettings)[number]['name'];
