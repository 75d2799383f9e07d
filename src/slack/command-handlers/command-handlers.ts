// The table of commands and their handlers: the feature list.
import { handleAccess, handleAccessGrant, handleAccessRevoke } from './access-commands.ts';
import type { CommandHandlers } from './command-handler.ts';
import { handleAdd, handleArchive, handleFind, handleRestore, handleShow } from './end-user-commands.ts';
import { handleDownloads, handleExport, handleImport, handleTemplate } from './export-commands.ts';
import { handleHelp, handleMistyped, handleStart } from './help-commands.ts';
import { handleRedo, handleResults, handleUndo } from './import-commands.ts';
import {
  handleOrganizationAdd,
  handleOrganizationArchive,
  handleOrganizationRename,
  handleOrganizationRestore,
  handleOrganizations,
} from './organization-commands.ts';
import { handleData, handleErase } from './personal-data-commands.ts';
import { handleSettings } from './settings-command.ts';

/** Who may use which command is in the commands' own table, `commands/commands.ts`. */
export const commandHandlers: CommandHandlers = {
  start: handleStart,
  help: handleHelp,
  mistyped: handleMistyped,
  incomplete: handleMistyped,
  export: handleExport,
  template: handleTemplate,
  import: handleImport,
  orgs: handleOrganizations,
  'org add': handleOrganizationAdd,
  'org rename': handleOrganizationRename,
  'org archive': handleOrganizationArchive,
  'org restore': handleOrganizationRestore,
  find: handleFind,
  show: handleShow,
  add: handleAdd,
  archive: handleArchive,
  restore: handleRestore,
  results: handleResults,
  undo: handleUndo,
  redo: handleRedo,
  downloads: handleDownloads,
  access: handleAccess,
  'access grant': handleAccessGrant,
  'access revoke': handleAccessRevoke,
  settings: handleSettings,
  data: handleData,
  erase: handleErase,
};
