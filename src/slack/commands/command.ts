// What a member can ask for, as it was understood.

import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { Role } from '../../model/permissions.ts';
import type { CommandName } from './commands.ts';
import type { ReadSetting } from './parse-setting.ts';

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'export'; readonly of: OrganizationRef | 'all'; readonly isPrivate: boolean }
  /** `null`: no organization was named. */
  | { readonly name: 'template'; readonly of: OrganizationRef | null }
  | { readonly name: 'import'; readonly of: OrganizationRef | null }
  /** `''`: all of them. */
  | { readonly name: 'orgs'; readonly search: string }
  | { readonly name: 'org add'; readonly organizationName: string }
  | { readonly name: 'find'; readonly search: string }
  | { readonly name: 'show'; readonly endUserId: number }
  /** `null`: no organization was named. */
  | { readonly name: 'add'; readonly of: OrganizationRef | null }
  /** `null`: the last ones. */
  | { readonly name: 'results'; readonly importId: number | null }
  | { readonly name: 'undo'; readonly importId: number }
  | { readonly name: 'redo'; readonly importId: number }
  | { readonly name: 'downloads' }
  | { readonly name: 'access' }
  | { readonly name: 'access grant'; readonly to: MemberRef; readonly role: Role }
  | { readonly name: 'access revoke'; readonly from: MemberRef }
  /** `null`: only to be looked at. */
  | { readonly name: 'settings'; readonly wanted: ReadSetting | null };

/** By name where it was typed as text: Slack then didn't say who it is. */
export type MemberRef =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string };

export type Mistyped =
  /** No command begins like this. `meant` is the nearest one with what was typed after it, ready to be typed. */
  | { readonly name: 'mistyped'; readonly typed: string; readonly meant: string | null }
  /** The command needs something that is missing, or that can't be read. */
  | { readonly name: 'incomplete'; readonly command: CommandName };
