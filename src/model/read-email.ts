// Reads the forms in which programs write an email address, and says what is wrong with texts that hold none.
import { isOuter, trimOuter } from './clean-text.ts';
import { isEmail } from './email.ts';
import { quoteCell } from './quote-cell.ts';

/**
 * Returns the one address that a text contains: `Ada <ada@x.example>`, `<ada@x.example>`, `mailto:ada@x.example`,
 * `SMTP:ada@x.example`. Returns `null` if it contains none or several.
 */
export function readAddress(text: string): string | null {
  const whole = trimOuter(text);
  if (isEmail(whole)) return whole;
  const named = /^[^<>]*<([^<>]+)>$/.exec(whole)?.[1] ?? whole;
  const bare = trimOuter(named.replace(/^\s*(?:mailto|smtp|e-?mail)\s*:\s*/i, '').replace(/\?.*$/s, ''));
  return isEmail(bare) ? bare : null;
}

/** The first of several addresses, if the text contains nothing else: `a@x.example; b@x.example`. */
export function readFirstAddress(text: string): string | null {
  for (const separator of [/[,;|\n]|:::/, /[,;|\s/]+|:::/]) {
    const parts = text.split(separator).filter((part) => trimOuter(part) !== '');
    const addresses = parts.flatMap((part) => readAddress(part) ?? []);
    if (parts.length > 1 && addresses.length === parts.length) return addresses[0]!;
  }
  return null;
}

/** What is wrong with a text that contains no address, and what to write instead if that is clear. */
export function describeBadEmail(text: string): string {
  const whole = trimOuter(text);
  const shown = quoteCell(showInvisible(whole));
  const invisible = firstInvisible(whole);
  if (invisible !== null && isEmail(removeInvisible(whole))) {
    return `${shown} contains an invisible character (${invisible}): write ${removeInvisible(whole)}`;
  }
  const suggestion = suggestAddress(whole);
  if (suggestion !== null) return `${shown} is not a valid address: write ${suggestion}`;
  if (readFirstAddress(whole) !== null) return `${shown} contains several addresses: write only one`;
  if (/^[^@\s]+@[^@\s.]+$/.test(whole)) {
    return `${shown} is not a valid address: write the whole domain after the @, such as ${whole.split('@')[0]}@example.com`;
  }
  return `${shown} is not a valid address`;
}

function suggestAddress(text: string): string | null {
  const candidates = [
    text.replace(/\.+$/, ''),
    text
      .replace(/\s*[([{]\s*at\s*[)\]}]\s*|\s+at\s+/i, '@')
      .replace(/\s*[([{]\s*(?:dot|punkt)\s*[)\]}]\s*|\s+dot\s+/gi, '.'),
    text.replace(/\s*@\s*/, '@').replace(/,(?=\w+$)/, '.'),
  ];
  return candidates.find((candidate) => candidate !== text && isEmail(candidate)) ?? null;
}

const isInvisible = (char: string): boolean => char !== ' ' && isOuter(char.charCodeAt(0));

const removeInvisible = (text: string): string =>
  Array.from(text)
    .filter((char) => !isInvisible(char))
    .join('');

/** `U+00AD` */
function firstInvisible(text: string): string | null {
  const char = Array.from(text).find(isInvisible);
  return char === undefined ? null : codeOf(char);
}

/** Shows where the invisible characters are: `di@exam[U+00AD]ple.com`. */
const showInvisible = (text: string): string =>
  Array.from(text, (char) => (isInvisible(char) && !/[\t\r\n]/.test(char) ? `[${codeOf(char)}]` : char)).join(
    '',
  );

const codeOf = (char: string): string =>
  `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
