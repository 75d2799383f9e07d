// Turns the parts of a message into plain text, for notifications, screen readers, and when Slack rejects the blocks.
import { utc } from './format-numbers.ts';
import type { Button, Part } from './part.ts';
import type { Inline, RichTextLine } from './rich-text-line.ts';

/** In characters. Slack rejects an update over 4,000. */
export const textLimit = 3_900;

type Paragraph = {
  readonly lines: string[];
  readonly mayBeCut: boolean;
  /** Whether there is no empty line above. */
  readonly isClose: boolean;
  isCut: boolean;
};

/** At most 3,900 characters. Cuts tables, lists, and details at their ends, the last one first. */
export function plainText(parts: readonly Part[]): string {
  const paragraphs = parts.map(paragraphOf);
  let text = join(paragraphs);
  while (text.length > textLimit) {
    const long = paragraphs.findLast(({ mayBeCut, lines }) => mayBeCut && lines.length > 0);
    if (!long) return text.slice(0, textLimit);
    long.lines.pop();
    long.isCut = true;
    text = join(paragraphs);
  }
  return text;
}

function paragraphOf(part: Part): Paragraph {
  switch (part.kind) {
    case 'lines':
      return paragraph(part.lines.map(plain), part);
    case 'list': {
      const marked = part.lines.map(
        (line, index) => `${part.style === 'bullet' ? '•' : `${index + 1}.`} ${plain(line)}`,
      );
      return paragraph(marked, { mayBeCut: true, isClose: true });
    }
    case 'table':
      return paragraph(
        part.lines.map((line) => `• ${plain(line)}`),
        { mayBeCut: true, isClose: false },
      );
    case 'row':
      return paragraph([['•', plain(part.line), ...part.buttons.map(marked)].join(' ')], {
        mayBeCut: true,
        isClose: true,
      });
    case 'menu':
    case 'search menu': {
      const chosen =
        part.kind === 'menu'
          ? part.menu.options.find(({ value }) => value === part.menu.chosen)
          : part.menu.chosen;
      return paragraph(
        [`${withoutMarkup(part.sentence)}${chosen ? `  [ ${withoutMarkup(chosen.label)} ▾ ]` : ''}`],
        {
          mayBeCut: false,
          isClose: false,
        },
      );
    }
    case 'buttons':
      return paragraph([part.buttons.map(({ label }) => `[ ${withoutMarkup(label)} ]`).join('  ')], {
        mayBeCut: false,
        isClose: false,
      });
  }
}

/** ` [ Show ]`, with an additional space before it. */
const marked = ({ label }: Button): string => ` [ ${withoutMarkup(label)} ]`;

function paragraph(lines: string[], how: Pick<Paragraph, 'mayBeCut' | 'isClose'>): Paragraph {
  return { lines, mayBeCut: how.mayBeCut, isClose: how.isClose, isCut: false };
}

function join(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map(
      ({ lines, isClose, isCut }) =>
        `${isClose ? '\n' : '\n\n'}${[...lines, ...(isCut ? ['…'] : [])].join('\n')}`,
    )
    .join('')
    .trim();
}

function plain(line: RichTextLine): string {
  return line.map(plainPiece).join('');
}

function plainPiece(piece: Inline): string {
  switch (piece.kind) {
    case 'text':
      return piece.style === 'code' ? `\`${withoutMarkup(piece.text)}\`` : withoutMarkup(piece.text);
    case 'member':
      return `<@${piece.id}>`;
    case 'link':
      return `<${piece.url.replaceAll('&', '&amp;')}|${withoutMarkup(piece.text)}>`;
    case 'date':
      return utc(piece.date);
  }
}

// In Slack's text, only & < > can be escaped. Other characters that would format or link are replaced by similar ones, or
// get an invisible joiner; the blocks show the original characters.
function withoutMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replaceAll('`', 'ˋ')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ')
    .replaceAll('://', ':\u2060//');
}

/**
 * Keeps Slack from linking email addresses and host names in a text without blocks. Not for a text next to blocks: Slack
 * doesn't show that text, and a screen reader may read the joiners aloud.
 */
export function unlinked(text: string): string {
  return text.replace(/<[^>]*>|`[^`\n]*`|(?<=[\p{L}\p{N}])[.@](?=[\p{L}\p{N}])/gu, (found) =>
    found.length === 1 ? `\u2060${found}` : found,
  );
}
