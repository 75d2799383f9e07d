// Parts as plain text: for notifications, screen readers, and when Slack doesn't take the blocks.
import { utc } from './format-numbers.ts';
import type { Part } from './part.ts';
import type { Inline, RichTextLine } from './rich-text-line.ts';

/** Slack refuses an update over 4,000 characters. */
const limit = 3_900;

type Paragraph = {
  readonly lines: string[];
  readonly mayBeCut: boolean;
  /** Without an empty line above it. */
  readonly isClose: boolean;
  isCut: boolean;
};

/** What doesn't fit is cut from the ends of tables, lists and details, the last of them first. */
export function plainText(parts: readonly Part[]): string {
  const paragraphs = parts.map(paragraphOf);
  let text = together(paragraphs);
  while (text.length > limit) {
    const long = paragraphs.findLast(({ mayBeCut, lines }) => mayBeCut && lines.length > 0);
    if (!long) return text.slice(0, limit);
    long.lines.pop();
    long.isCut = true;
    text = together(paragraphs);
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
    case 'entry':
      return paragraph([`• ${part.lines.map(withoutMarkup).join(' · ')}  [ ${part.button.label} ]`], {
        mayBeCut: true,
        isClose: true,
      });
    case 'menu': {
      const chosen = part.menu.options.find(({ value }) => value === part.menu.chosen);
      return paragraph([`${withoutMarkup(part.sentence)}${chosen ? `  [ ${chosen.label} ▾ ]` : ''}`], {
        mayBeCut: false,
        isClose: false,
      });
    }
    case 'buttons':
      return paragraph([part.buttons.map(({ label }) => `[ ${label} ]`).join('  ')], {
        mayBeCut: false,
        isClose: false,
      });
  }
}

function paragraph(lines: string[], how: Pick<Paragraph, 'mayBeCut' | 'isClose'>): Paragraph {
  return { lines, mayBeCut: how.mayBeCut, isClose: how.isClose, isCut: false };
}

function together(paragraphs: readonly Paragraph[]): string {
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
      return `<${piece.url}|${withoutMarkup(piece.text)}>`;
    case 'date':
      return utc(piece.date);
  }
}

// Only & < > can be escaped in Slack's text. What else would format or link gets a look-alike, or a joiner that
// nobody sees; the blocks show the true characters.
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
 * For a text that Slack shows without blocks: there it would also link e-mail addresses and names of hosts. Beside
 * blocks it shows none of it, and a screen reader may say a joiner.
 */
export function unlinked(text: string): string {
  return text.replace(/<[^>]*>|`[^`\n]*`|(?<=[\p{L}\p{N}])[.@](?=[\p{L}\p{N}])/gu, (found) =>
    found.length === 1 ? `\u2060${found}` : found,
  );
}
