// Lines of rich text: plain text, and the elements that Slack renders itself.
import { inSentence, orDash } from './escape.ts';

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'bold' | 'code' }
  | { readonly kind: 'member'; readonly id: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  | { readonly kind: 'date'; readonly date: Date };

export type RichTextLine = readonly Inline[];

/** Longest piece of text from others in a line, in characters, when the caller doesn't shorten it further. */
const longestPiece = 600;

/**
 * A line from a template: richText`Applied by ${member(id)}`. Strings that are put into it show as they are: markup in
 * them has no effect.
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

/** Text to type or to look up exactly. */
export function code(text: string): Inline {
  return { kind: 'text', text: filled(text), style: 'code' };
}

/** A sentence from outside the views, in which backticks mark code: Type `/endusers help`. */
export function withCode(text: string): RichTextLine {
  return inSentence(text, longestPiece)
    .split(/`([^`]+)`/)
    .flatMap((piece, index) => (index % 2 === 1 ? [code(piece)] : plain(piece)));
}

/** A member, shown by Slack with the name. Ids that aren't Slack's show as “a member”. */
export function member(id: string): Inline {
  return /^[UW][A-Z0-9]{1,20}$/.test(id) ? { kind: 'member', id } : { kind: 'text', text: 'a member' };
}

/** A link; only the text when `url` is no https address. */
export function link(url: string | null, text: string): Inline {
  const shown = filled(text);
  const isSafe = url !== null && /^https:\/\/[^\s<>|]{1,2000}$/.test(url);
  return isSafe ? { kind: 'link', url, text: shown } : { kind: 'text', text: shown };
}

/** A time, shown in the reader's time zone. */
export function date(time: Date): Inline {
  return { kind: 'date', date: time };
}

/** Joins lines or pieces into one line with ` · `. */
export function dotted(all: readonly (string | Inline | RichTextLine)[]): RichTextLine {
  return all.flatMap((value, index) => [...(index === 0 ? [] : plain(' · ')), ...pieces(value)]);
}
