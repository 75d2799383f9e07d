// The commands that members can type: the one table behind the parser, the help and the manifest's usage hint.

import type { Permission } from '../../model/permissions.ts';

export const slashCommand = '/endusers';

type CommandRow = {
  readonly name: string;
  /** What it does, which tells the right that it takes. */
  readonly does: Permission;
  /** Other words that mean it. */
  readonly also: readonly string[];
  /** What follows the name: `<…>` is needed, `[…]` may be left out. */
  readonly args: string;
  readonly summary: string;
  /** A whole command without the slash command itself. */
  readonly example: string;
  /** The question to ask when an argument is missing or can't be one; only where that can happen. */
  readonly asks?: string;
};

/** In the order of the help. A row needs its reader in `read-arguments.ts`, or the types complain. */
export const commands = [
  {
    name: 'help',
    does: 'ask for help',
    also: ['?', '-h', '--help'],
    args: '',
    summary: 'this list',
    example: 'help',
  },
  {
    name: 'export',
    does: 'export',
    also: ['exports'],
    args: '<org-id | "name" | all> [private]',
    summary: 'the end users as a CSV file, in a thread here; privately as a direct message',
    example: 'export "Acme Ltd"',
    asks: 'Which organization? Give its id, its name, or `all`.',
  },
  {
    name: 'template',
    does: 'export',
    also: ['templates'],
    args: '[org-id]',
    summary: 'a CSV file with the header, and one end user as an example',
    example: 'template 12',
  },
  {
    name: 'import',
    does: 'export',
    also: ['imports'],
    args: '[org-id]',
    summary: 'an export to edit, and how to send it back',
    example: 'import 12',
  },
  {
    name: 'orgs',
    does: 'list organizations',
    also: ['org', 'org list', 'orgs list'],
    args: '[search]',
    summary: 'organizations, with their ids',
    example: 'orgs acme',
  },
  {
    name: 'org add',
    does: 'add organizations',
    also: ['orgs add', 'org new', 'add org', 'new org'],
    args: '<name>',
    summary: 'adds an organization',
    example: 'org add Acme Ltd',
    asks: 'What is the organization called?',
  },
  {
    name: 'find',
    does: 'find',
    also: ['search', 'look up', 'lookup'],
    args: '<text>',
    summary: 'end users by name, e-mail, phone number or id',
    example: 'find ana',
    asks: 'Whom? Give a part of the name, e-mail or phone number, or the id.',
  },
  {
    name: 'show',
    does: 'find',
    also: ['view', 'edit'],
    args: '<contact-id>',
    summary: 'one end user, with its last changes, and a form to edit it',
    example: 'show 1045',
    asks: 'Which end user? Give the id; `/endusers find` looks for it.',
  },
  {
    name: 'add',
    does: 'edit by hand',
    also: ['new', 'create'],
    args: '[org-id]',
    summary: 'a form for a new end user',
    example: 'add 12',
  },
  {
    name: 'results',
    does: 'see results',
    also: ['result'],
    args: '[import-id]',
    summary: 'what the last imports did, or one of them in detail',
    example: 'results 184',
    asks: 'Which import? Give its number, or nothing for the last ones.',
  },
  {
    name: 'undo',
    does: 'undo own',
    also: ['revert', 'rollback', 'roll back'],
    args: '<import-id>',
    summary: 'takes back an import that you shared or applied (an admin: any), except what was changed since',
    example: 'undo 184',
    asks: 'Which import? Give its number; `/endusers results` lists the last ones.',
  },
  {
    name: 'redo',
    does: 'undo own',
    also: ['undo undo', 'reapply'],
    args: '<import-id>',
    summary: 'takes back the undo of one, except what was changed since',
    example: 'redo 184',
    asks: 'Which import? Give its number; `/endusers results` lists the last ones.',
  },
  {
    name: 'downloads',
    does: 'see downloads',
    also: ['download'],
    args: '',
    summary: 'past exports, with links',
    example: 'downloads',
  },
  {
    name: 'access',
    does: 'manage access',
    also: ['rights', 'permissions', 'access list'],
    args: '',
    summary: 'who may do what',
    example: 'access',
  },
  {
    name: 'access grant',
    does: 'manage access',
    also: ['grant', 'grant access', 'access give'],
    args: '<@member> <view | edit | admin>',
    summary: 'lets a member export and look up, also import and edit, or do all of it',
    example: 'access grant @member edit',
    asks: 'Which member, and which right: `view`, `edit` or `admin`?',
  },
  {
    name: 'access revoke',
    does: 'manage access',
    also: ['revoke access', 'access remove'],
    args: '<@member>',
    summary: 'takes back what was granted to a member',
    example: 'access revoke @member',
    asks: 'From which member? Write `@` and choose the name from the list that Slack shows.',
  },
  {
    name: 'settings',
    does: 'manage settings',
    also: ['setting', 'set', 'config'],
    args: '[name value]',
    summary: 'how this workspace is set: apply, default role, business name; with a value sets one',
    example: 'settings default role view',
  },
] as const satisfies readonly CommandRow[];

export type CommandName = (typeof commands)[number]['name'];

/** The row of a command. */
export function commandNamed(name: CommandName): CommandRow {
  return commands.find((row) => row.name === name)!;
}

/** What to type, with what follows: `/endusers org add <name>`. */
export function usageOf({ name, args }: Pick<CommandRow, 'name' | 'args'>): string {
  return [slashCommand, name, args].filter(Boolean).join(' ');
}

/** The one line that Slack shows while a member types the slash command. */
export const usageHint = commands.map((row) => row.name).join(' | ');
