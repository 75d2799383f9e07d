// Splits what a member typed into words. Understands the quotes of phones and of other languages.

export type Word = {
  readonly text: string;
  /** Whether the word was in quotes, so that it is a name even if it looks like a keyword or a number. */
  readonly quoted: boolean;
  /** The id of a mentioned member; `text` is then the name with `@`. */
  readonly memberId?: string;
};

/**
 * Opening quotes, and the characters that may close them, best first. Phones and other languages have their own quotes,
 * and a name may begin with one kind and end with another.
 */
const closedBy: Readonly<Record<string, readonly string[]>> = {
  '"': ['"', '”“'],
  '“': ['”', '“"'],
  '”': ['”', '“"'],
  '„': ['“', '”"'],
  '«': ['»'],
  '»': ['«', '»'],
  "'": ["'", '’‘'],
  '‘': ['’', "‘'"],
  '’': ['’', "‘'"],
  '‚': ['‘', "’'"],
};

/** A name may begin with an apostrophe (`'t Hooft`), so these count as quotes only when they are closed. */
const alsoApostrophes = new Set("'‘’");

/** White space inside quotes is kept; `""` between straight quotes is one `"`. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  // A closing quote that was not found once is not searched again: a text full of quotes would take half a minute.
  const absent = new Set<string>();
  let rest = text.replace(/\p{Cc}/gu, ' ').trimStart();
  while (rest !== '') {
    const { word, length } = quotedWord(rest, absent) ?? mention(rest) ?? plainWord(rest);
    words.push(word);
    rest = rest.slice(length).trimStart();
  }
  return words;
}

/** Quotes a name so that `splitWords` reads it as one word. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

type Read = { readonly word: Word; readonly length: number };

function plainWord(text: string): Read {
  const [word] = /^\S+/.exec(text) ?? [text];
  return { word: { text: word, quoted: false }, length: word.length };
}

/** `<@U123|dana>`: how Slack sends a mention when the manifest has `should_escape`. */
function mention(text: string): Read | null {
  const [all, memberId, name] = /^<@([UW][A-Z0-9]{1,20})(?:\|([^<>]*))?>/.exec(text) ?? [];
  if (!all || !memberId) return null;
  return { word: { text: `@${name || memberId}`, quoted: false, memberId }, length: all.length };
}

function quotedWord(text: string, absent: Set<string>): Read | null {
  const opening = text[0]!;
  const alternatives = closedBy[opening];
  if (alternatives === undefined) return null;
  for (const closing of alternatives) {
    const read = absent.has(closing) ? null : readUntil(text, closing);
    if (read) return read;
    absent.add(closing);
  }
  if (alsoApostrophes.has(opening)) return null;
  return { word: { text: text.slice(1), quoted: true }, length: text.length };
}

function readUntil(text: string, closing: string): Read | null {
  const doubled = closing === '"' ? '""' : null;
  let name = '';
  for (let at = 1; at < text.length; at++) {
    if (doubled !== null && text.startsWith(doubled, at)) at++;
    else if (closing.includes(text[at]!) && endsWord(text, at)) {
      return { word: { text: name, quoted: true }, length: at + 1 };
    }
    name += text[at];
  }
  return null;
}

/** A quote inside a word (`O'Brien`) doesn't close. */
function endsWord(text: string, at: number): boolean {
  const next = text[at + 1];
  return next === undefined || /\s/.test(next);
}
