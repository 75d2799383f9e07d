// Answers a command that could not be read: what is missing, or the nearest command and all others.
import { shorten } from '../../block-kit/escape.ts';
import { bullets, buttons, lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText, withCode } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import type { InvalidCommand } from '../../commands/command.ts';
import { commandNamed, slashCommand, usageOf } from '../../commands/commands.ts';
import { roleMeanings } from '../admin/access-list.ts';
import { commandButtons, fullCommand, suggestionButtons } from '../controls/command-buttons.ts';
import { commandList } from './command-list.ts';

export function invalidCommand(command: InvalidCommand): View {
  if (command.name === 'incomplete') {
    const row = commandNamed(command.command);
    return view(
      lines(
        withCode(row.question ?? 'Something is missing.'),
        richText`${code(usageOf(row))}, for example ${code(`${slashCommand} ${row.example}`)}`,
      ),
    );
  }
  const { typed, meant, noRole } = command;
  if (noRole !== undefined) return unknownRole(noRole, meant);
  return view(
    lines(
      richText`There is no command ${code(fullCommand(typed))}.`,
      meant === null ? null : didYouMean(meant),
    ),
    ...(meant === null
      ? [lines(richText`You can type:`), bullets(commandList())]
      : [
          buttons(...suggestionButtons(meant), ...commandButtons({ command: 'help', label: 'All commands' })),
        ]),
  );
}

function unknownRole(typed: string, meant: string | null): View {
  return view(
    lines(
      richText`${code(shorten(typed, 60))} is no role. Nothing was changed.`,
      roleMeanings,
      meant === null ? null : didYouMean(meant),
    ),
    meant === null ? null : buttons(...suggestionButtons(meant)),
  );
}

function didYouMean(meant: string): RichTextLine {
  return richText`Did you mean ${code(fullCommand(meant))}?`;
}
