// The table of commands: the source of the parser, the help, the permissions, and the manifest's usage hint.
import type { Permission } from '../../model/permissions.ts';

export const slashCommand = '/endusers';

type CommandRow = {
  readonly name: string;
  /** The permission that it takes. */
  readonly permission: Permission;
  /** Whether running it twice may do something twice, such as an export. */
  readonly changes?: true;
  /** Other spellings. */
  readonly aliases: readonly string[];
  /** The arguments: `<…>` is required, `[…]` is optional. */
  readonly args: string;
  /** What it does, for the help and the README. */
  readonly summary: string;
  /** An example, without the slash command itself. */
  readonly example: string;
  /** Asks for a missing or invalid argument, where there can be one. `…` in it is something to type. */
  readonly question?: string;
};

/** In the order of the help. Each command also needs a parser of its arguments in `parse-arguments.ts`. */
export const commands = [
  {
    name: 'help',
    permission: 'ask for help',
    aliases: ['?', '-h', '--help'],
    args: '',
    summary: 'shows this list',
    example: 'help',
  },
  {
    name: 'export',
    permission: 'export',
    changes: true,
    aliases: ['exports'],
    args: '<org-id | "name" | all | orgs> [as of day | before import-id] [with custom] [with old ids] [archived] [private]',
    summary:
      'sends the end users, or the list of organizations (orgs), as a CSV file, in a thread here or privately as a direct message; if you ask for it, with a column for each custom field, with the ids of the site that you moved in from, only the archived ones, or as they were at the end of a day or at a time (as of 2026-11-20 14:30, in UTC) or right before an import',
    example: 'export "Acme Ltd"',
    question: 'Which organization? Type its id, its name, or `all`; for the list of organizations, `orgs`.',
  },
  {
    name: 'template',
    permission: 'export',
    changes: true,
    aliases: ['templates'],
    args: '[org-id]',
    summary: 'sends a CSV file with the header and one end user as an example',
    example: 'template 12',
  },
  {
    name: 'import',
    permission: 'export',
    changes: true,
    aliases: ['imports'],
    args: '[org-id]',
    summary: 'sends an export to edit, and says how to send it back',
    example: 'import 12',
  },
  {
    name: 'orgs',
    permission: 'list organizations',
    aliases: ['org', 'org list', 'orgs list'],
    args: '[search]',
    summary: 'lists organizations with their ids; archived ones if the search ends with “archived”',
    example: 'orgs acme',
  },
  {
    name: 'org add',
    permission: 'add organizations',
    changes: true,
    aliases: ['orgs add', 'org new', 'add org', 'new org'],
    args: '<name>',
    summary: 'adds an organization',
    example: 'org add Acme Ltd',
    question: 'What is the name of the organization?',
  },
  {
    name: 'org rename',
    permission: 'change organizations',
    changes: true,
    aliases: ['orgs rename', 'rename org', 'org edit'],
    args: '<org-id | "name"> to <new name>',
    summary: 'renames an organization',
    example: 'org rename 12 to Acme Ltd',
    question: 'Which organization, and what is its new name? Put a name in quotes if it contains “to”.',
  },
  {
    name: 'org archive',
    permission: 'change organizations',
    changes: true,
    aliases: ['orgs archive', 'archive org', 'org remove', 'org delete', 'remove org', 'delete org'],
    args: '<org-id | name>',
    summary:
      'archives an organization: it and its end users are then in no list and no export of all; nothing is deleted',
    example: 'org archive 12',
    question: 'Which organization? Type its id or its name.',
  },
  {
    name: 'org restore',
    permission: 'change organizations',
    changes: true,
    aliases: ['orgs restore', 'restore org', 'org unarchive', 'unarchive org'],
    args: '<org-id | name>',
    summary: 'brings an archived organization back',
    example: 'org restore 12',
    question: 'Which organization? Type its id or its name; to look it up, use `/endusers orgs archived`.',
  },
  {
    name: 'find',
    permission: 'find',
    aliases: ['search', 'look up', 'lookup'],
    args: '<text>',
    summary:
      'finds end users by name, email, phone number, id, or old id; archived ones if the text ends with “archived”',
    example: 'find ana',
    question: 'Which end user? Type part of the name, email, or phone number, or the id.',
  },
  {
    name: 'show',
    permission: 'find',
    aliases: ['view', 'edit'],
    args: '<contact-id | text> [field]',
    summary:
      'shows an end user and the latest changes, with a button to edit or move them; found by id, or by a text that matches only them; with a field, who changed it, from which value to which',
    example: 'show 1045',
    question: 'Which end user? Type the id, or part of the name, email, or phone number.',
  },
  {
    name: 'add',
    permission: 'edit by hand',
    aliases: ['new', 'create'],
    args: '[org-id]',
    summary: 'opens a form for a new end user',
    example: 'add 12',
  },
  {
    name: 'archive',
    permission: 'edit by hand',
    aliases: ['deactivate', 'offboard', 'remove', 'delete'],
    args: '<contact-id>',
    summary: 'archives an end user, who is then in no export and no list; nothing is deleted',
    example: 'archive 1045',
    changes: true,
    question: 'Which end user? Type the id; to look it up, use `/endusers find`.',
  },
  {
    name: 'restore',
    permission: 'edit by hand',
    aliases: ['unarchive', 'reactivate'],
    args: '<contact-id>',
    summary: 'brings an archived end user back',
    example: 'restore 1045',
    changes: true,
    question: 'Which end user? Type the id; to look it up, use `/endusers find archived`.',
  },
  {
    name: 'results',
    permission: 'see results',
    aliases: ['result'],
    args: '[import-id]',
    summary: 'lists the latest imports, or shows one in detail, with the cells that it changed',
    example: 'results 184',
    question: 'Which import? Type its number, or nothing to list the latest.',
  },
  {
    name: 'undo',
    permission: 'undo own',
    aliases: ['revert', 'rollback', 'roll back'],
    args: '<import-id>',
    summary:
      'undoes an import that you shared or applied (admins: any import), except for what was changed since; says first how many end users and cells that are, and asks',
    example: 'undo 184',
    question: 'Which import? Type its number; to look it up, use `/endusers results`.',
  },
  {
    name: 'redo',
    permission: 'undo own',
    aliases: ['undo undo', 'reapply'],
    args: '<import-id>',
    summary: 'applies an undone import again, except for what was changed since; asks first',
    example: 'redo 184',
    question: 'Which import? Type its number; to look it up, use `/endusers results`.',
  },
  {
    name: 'downloads',
    permission: 'see downloads',
    aliases: ['download'],
    args: '',
    summary: 'lists past exports with links to their files',
    example: 'downloads',
  },
  {
    name: 'access',
    permission: 'manage access',
    aliases: ['rights', 'permissions', 'access list'],
    args: '',
    summary: 'shows who can do what',
    example: 'access',
  },
  {
    name: 'access grant',
    permission: 'manage access',
    changes: true,
    aliases: ['grant', 'grant access', 'access give'],
    args: '<@member> <view | edit | admin>',
    summary: 'lets a member export and look up (view), also import and edit (edit), or do everything (admin)',
    example: 'access grant @member edit',
    question: 'Which member, and which role: `view`, `edit`, or `admin`?',
  },
  {
    name: 'access revoke',
    permission: 'manage access',
    changes: true,
    aliases: ['revoke access', 'access remove'],
    args: '<@member>',
    summary: 'takes away the role that a member was granted',
    example: 'access revoke @member',
    question: "From which member? Type `@` and pick the name from Slack's list.",
  },
  {
    name: 'settings',
    permission: 'manage settings',
    changes: true,
    aliases: ['setting', 'set', 'config'],
    args: '[name value]',
    summary:
      'shows or changes the settings: apply, default role, business name, match by, second person above, details',
    example: 'settings default role view',
  },
  {
    name: 'data',
    permission: 'see personal data',
    changes: true,
    aliases: ['personal data', 'data of', 'data about'],
    args: '<contact-id | email>',
    summary: 'sends you a file with everything that is stored about an end user, as a direct message',
    example: 'data 1045',
    question: 'Whose data? Type the id or the email address.',
  },
  {
    name: 'erase',
    permission: 'erase end users',
    aliases: ['forget', 'erase end user'],
    args: '<contact-id | email>',
    summary:
      'erases an end user for good, also from the history: asks twice, and no undo brings them back; lists the files in Slack, which stay there',
    example: 'erase 1045',
    question:
      'Whom? Type the id or the email address. To hide an end user and keep the data, use `/endusers archive`.',
  },
] as const satisfies readonly CommandRow[];

export type CommandName = (typeof commands)[number]['name'];

export function commandNamed(name: CommandName): CommandRow {
  return commands.find((row) => row.name === name)!;
}

/** What to type: `/endusers org add <name>`. */
export function usageOf({ name, args }: Pick<CommandRow, 'name' | 'args'>): string {
  return [slashCommand, name, args].filter(Boolean).join(' ');
}

/** The line that Slack shows while a member types the slash command. */
export const usageHint = commands.map((row) => row.name).join(' | ');
