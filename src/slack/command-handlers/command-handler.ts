// What handles a command: a function of the context, the command as parsed, and who typed it where.
import type { View } from '../block-kit/view.ts';
import type { Command, InvalidCommand } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';

/** Who typed a command, and where. */
export type Invocation = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly channelId: string;
  /** As Slack sends it: `directmessage`, `mpdm-…` for a group message, or a name. */
  readonly channelName: string;
  /** Opens a modal for the member, within three seconds. */
  readonly triggerId: string;
};

/** The reply, which only the member sees; null when a modal was opened, which says everything. */
export type Reply = View | null;

export type ParsedCommand = Command | InvalidCommand;

/** A handler for each command that can be parsed. */
export type CommandHandlers = {
  readonly [Name in ParsedCommand['name']]: (
    context: SlackContext,
    command: Extract<ParsedCommand, { name: Name }>,
    invocation: Invocation,
  ) => Promise<Reply>;
};
