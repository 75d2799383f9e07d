// A command that couldn't be read: the nearest one, or what it lacks, and the help.

import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText, sentence } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import type { Mistyped } from '../../commands/command.ts';
import { commandNamed, slashCommand, usageOf } from '../../commands/commands.ts';
import { commandLines } from './command-lines.ts';

export function mistyped(it: Mistyped): View {
  if (it.name === 'incomplete') {
    const row = commandNamed(it.command);
    return view(
      lines(
        sentence(row.asks ?? 'Something is missing there.'),
        richText`${code(usageOf(row))}, for example ${code(`${slashCommand} ${row.example}`)}`,
      ),
    );
  }
  return view(
    lines(richText`I don't know ${code(typed(it.typed))}.`, it.meant === null ? null : didYouMean(it.meant)),
    lines(richText`What I know:`),
    bullets(commandLines()),
  );
}

function didYouMean(meant: string): RichTextLine {
  return richText`Did you mean ${code(typed(meant))}?`;
}

function typed(text: string): string {
  return shorten(`${slashCommand} ${text}`, 120);
}
