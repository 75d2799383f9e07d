// Lines of a message: plain words, and the few things in them that Slack shows in its own way.
import { inSentence, orDash } from './escape.ts';

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'bold' | 'code' }
  | { readonly kind: 'member'; readonly id: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  | { readonly kind: 'date'; readonly date: Date };

export type RichTextLine = readonly Inline[];

/** Longest piece of foreign text in a line, where the caller doesn't shorten it further. */
const longestPiece = 600;

/**
 * A line as a template: say`Applied by ${member(id)}`. Strings put into it are shown as they are written, with
 * no markup in them coming to life.
 */
export function richText(
  words: TemplateStringsArray,
  ...values: readonly (string | Inline | RichTextLine)[]
): RichTextLine {
  return words.flatMap((word, index) => {
    const value = values[index];
    return [...plain(word), ...(value === undefined ? [] : pieces(value))];
  });
}

function pieces(value: string | Inline | RichTextLine): RichTextLine {
  if (typeof value === 'string') return plain(inSentence(value, longestPiece));
  return 'kind' in value ? [value] : value;
}

function filled(text: string): string {
  return orDash(inSentence(text, longestPiece).trim());
}

function plain(text: string): RichTextLine {
  return text === '' ? [] : [{ kind: 'text', text }];
}

export function bold(text: string): Inline {
  return { kind: 'text', text: filled(text), style: 'bold' };
}

/** Something to type or to find letter by letter. */
export function code(text: string): Inline {
  return { kind: 'text', text: filled(text), style: 'code' };
}

/** A sentence that others wrote for us, in which `…` is something to type. */
export function sentence(text: string): RichTextLine {
  return inSentence(text, longestPiece)
    .split(/`([^`]+)`/)
    .flatMap((piece, index) => (index % 2 === 1 ? [code(piece)] : plain(piece)));
}

/** A member by id, shown by Slack with the name; an id that Slack didn't make is not shown. */
export function member(id: string): Inline {
  return /^[UW][A-Z0-9]{1,20}$/.test(id) ? { kind: 'member', id } : { kind: 'text', text: 'a member' };
}

/** A link to Slack or to nothing: without an https address only the text is left. */
export function link(url: string | null, text: string): Inline {
  const shown = filled(text);
  const isSafe = url !== null && /^https:\/\/[^\s<>|]{1,2000}$/.test(url);
  return isSafe ? { kind: 'link', url, text: shown } : { kind: 'text', text: shown };
}

/** A moment, shown in the reader's time zone. */
export function date(moment: Date): Inline {
  return { kind: 'date', date: moment };
}

/** Lines or pieces in one line with ` · ` between them. */
export function dotted(all: readonly (string | Inline | RichTextLine)[]): RichTextLine {
  return all.flatMap((value, index) => [...(index === 0 ? [] : plain(' · ')), ...pieces(value)]);
}
