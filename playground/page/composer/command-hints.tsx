// What can follow while a slash command is typed.
import { usageOf } from '../../../src/slack/commands/commands.ts';
import { commandLine, completed, fittingCommands } from './typed-command.ts';

type Hinting = { readonly typed: string; readonly complete: (line: string) => void };

export function CommandHints({ typed, complete }: Hinting) {
  const fitting = fittingCommands(typed);
  if (fitting.length === 0) return null;
  return (
    <ul className="hints" aria-label="Commands">
      {fitting.map((row) => (
        <li key={row.name}>
          <button type="button" tabIndex={-1} onClick={() => complete(commandLine(row.name))}>
            <code>{usageOf(row)}</code>
            <span>{row.summary}</span>
          </button>
        </li>
      ))}
      {completed(typed) !== null && <li className="hints-key">Tab takes over the first one</li>}
    </ul>
  );
}
