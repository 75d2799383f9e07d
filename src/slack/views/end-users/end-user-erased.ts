// Says that an end user was erased, and what of them is still in Slack.
import { counted } from '../../../model/counted.ts';
import type { Erasure } from '../../../model/erasure.ts';
import type { Links, PlacesInSlack } from '../../../model/personal-data.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, details, lines, type Part } from '../../block-kit/part.ts';
import {
  bold,
  code,
  date,
  dotted,
  link,
  member,
  type RichTextLine,
  richText,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** More lines would not fit into one message. */
const shown = 20;

/** Without the names of shared files, which may be theirs. */
export function endUserErased(endUserId: number, { imports, exports }: PlacesInSlack, links: Links): View {
  const count = imports.length + exports.length;
  return view(
    lines(
      richText`✅ Erased end user ${bold(String(endUserId))} for good. No value of theirs is left in this app, and no undo brings them back.`,
    ),
    count === 0
      ? lines(richText`No file in Slack is known to contain them.`)
      : lines(
          richText`What members and the app posted stays in Slack. I don't delete it; whoever may can do so there:`,
        ),
    ...list(
      imports.map((from) =>
        dotted([
          link(links.ofImport(from), `thread of import ${from.importId}`),
          richText`shared by ${member(from.requestedBy)}`,
          date(from.at),
        ]),
      ),
    ),
    ...list(
      exports.map((to) =>
        dotted([
          link(links.ofExport(to), shorten(to.fileName ?? `export ${to.exportId}`, 80)),
          richText`${to.kind} by ${member(to.requestedBy)}`,
          date(to.at),
        ]),
      ),
    ),
    details(
      richText`Not in this list: answers and files in members' direct messages, such as those of ${code('data')}.`,
    ),
  );
}

function list(all: readonly RichTextLine[]): Part[] {
  if (all.length === 0) return [];
  const more = all.length - shown;
  return [bullets(more > 0 ? [...all.slice(0, shown), richText`and ${counted(more, 'more')}`] : all)];
}

/** Answers any request for an end user who was erased. */
export function endUserWasErased({ endUserId, by, at }: Erasure): View {
  return view(
    lines(
      richText`End user ${bold(String(endUserId))} was erased by ${member(by)} on ${date(at)}. Nothing else is stored about them.`,
    ),
  );
}
