// A parsed slash command.
import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { Role } from '../../model/permissions.ts';
import type { WantedMoment } from '../../model/wanted-moment.ts';
import type { CommandName } from './commands.ts';
import type { ParsedSetting } from './parse-setting.ts';

export type Command =
  /** Nothing was typed. */
  | { readonly name: 'start' }
  | { readonly name: 'help' }
  | {
      readonly name: 'export';
      readonly of: OrganizationRef | 'all';
      readonly isPrivate: boolean;
      /** Present if each custom field gets a column. */
      readonly withCustom?: true;
      /** Present if the file is to have the organizations, instead of end users. */
      readonly ofOrganizations?: true;
      /** Present if the archived end users are meant, instead of the others. */
      readonly archived?: true;
      /** Present if the ids are to be those of the site that was moved in from. */
      readonly withOldIds?: true;
      /** A moment of the past; absent: now. */
      readonly moment?: WantedMoment;
    }
  /** `of` is `null` when no organization was named. */
  | { readonly name: 'template'; readonly of: OrganizationRef | null }
  | { readonly name: 'import'; readonly of: OrganizationRef | null }
  /** `search` is `''` for all organizations. */
  | { readonly name: 'orgs'; readonly search: string }
  /** `anyway`: although another organization has nearly this name. */
  | { readonly name: 'org add'; readonly organizationName: string; readonly anyway?: true }
  | {
      readonly name: 'org rename';
      readonly of: OrganizationRef;
      readonly organizationName: string;
      readonly anyway?: true;
    }
  | { readonly name: 'org archive'; readonly of: OrganizationRef }
  | { readonly name: 'org restore'; readonly of: OrganizationRef }
  | { readonly name: 'find'; readonly search: string }
  /** `field` is the name of one field as typed; absent for all. */
  | { readonly name: 'show'; readonly endUserId: number; readonly field?: string }
  /** The end user who is the only match, or the list of all. */
  | { readonly name: 'show'; readonly search: string }
  /** `of` is `null` when no organization was named. */
  | { readonly name: 'add'; readonly of: OrganizationRef | null }
  | { readonly name: 'archive'; readonly endUserId: number }
  /** `isSure`: also if they look like somebody. */
  | { readonly name: 'restore'; readonly endUserId: number; readonly isSure: boolean }
  /** `importId` is `null` for the latest imports. */
  | { readonly name: 'results'; readonly importId: number | null }
  | { readonly name: 'undo'; readonly importId: number }
  | { readonly name: 'redo'; readonly importId: number }
  | { readonly name: 'downloads' }
  | { readonly name: 'access' }
  | { readonly name: 'access grant'; readonly to: MemberRef; readonly role: Role }
  | { readonly name: 'access revoke'; readonly from: MemberRef }
  /** `wanted` is `null` when the member only asked for the list. */
  | { readonly name: 'settings'; readonly wanted: ParsedSetting | null }
  | { readonly name: 'data'; readonly of: EndUserRef }
  | { readonly name: 'erase'; readonly of: EndUserRef };

/** By email, which several may have. */
export type EndUserRef = { readonly id: number } | { readonly email: string };

/** By name when it was typed as plain text, so that Slack didn't send an id. */
export type MemberRef =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string };

export type InvalidCommand =
  /** No command begins like this. `meant` is the nearest command with the rest of what was typed. */
  | {
      readonly name: 'mistyped';
      readonly typed: string;
      readonly meant: string | null;
      /** What was typed in the place of a role, if that is what is wrong. */
      readonly noRole?: string;
    }
  /** An argument of the command is missing or can't be read. */
  | { readonly name: 'incomplete'; readonly command: CommandName };
