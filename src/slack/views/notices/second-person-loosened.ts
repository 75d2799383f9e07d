// The direct message to other admins when one of them lets members change more end users alone.
import { counted, figure } from '../../../model/counted.ts';
import { aloneHours } from '../../../model/second-person.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

/** @param change `now` null: the setting is off */
export function secondPersonLoosened(change: {
  readonly by: string;
  readonly from: number;
  readonly now: number | null;
}): View {
  const { by, from, now } = change;
  const setting = bold('second person above');
  const command = code(`${slashCommand} settings second person above ${from}`);
  return view(
    lines(
      now === null
        ? richText`👥 ${member(by)} turned off the setting ${setting}, which was ${figure(from)}: members may now change any number of end users alone.`
        : richText`👥 ${member(by)} raised the setting ${setting} from ${figure(from)} to ${figure(now)}: members may now change up to ${counted(now, 'end user')} alone within ${String(aloneHours)} hours.`,
      richText`For ${member(by)}, the number before counts for another ${String(aloneHours)} hours. To set it back: ${command}`,
    ),
  );
}
