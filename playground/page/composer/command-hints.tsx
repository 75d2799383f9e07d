// Lists the matching commands while the member types a slash command.
import { usageOf } from '../../../src/slack/commands/commands.ts';
import { commandLine, completeCommand, matchingCommands } from './complete-command.ts';

type CommandHintsProps = { readonly typed: string; readonly complete: (line: string) => void };

export function CommandHints({ typed, complete }: CommandHintsProps) {
  const matches = matchingCommands(typed);
  if (matches.length === 0) return null;
  return (
    <ul className="hints" aria-label="Commands">
      {matches.map((row) => (
        <li key={row.name}>
          <button type="button" tabIndex={-1} onClick={() => complete(commandLine(row.name))}>
            <code>{usageOf(row)}</code>
            <span>{row.summary}</span>
          </button>
        </li>
      ))}
      {completeCommand(typed) !== null && <li className="hints-tip">Press Tab for the first one</li>}
    </ul>
  );
}
