// Reads the name of an organization from a message: `org Acme Ltd`. Where the name ends, the database knows.
import { unescapeText } from '../commands/unescape.ts';

/** In characters; as long as a name can be. */
const longest = 255;

/** @returns what follows `org`, which may begin with a name; null if nothing does, or the message says it several times */
export function parseOrganizationText(text: string): string | null {
  // White space is collapsed first: on a long message of nothing else, the pattern would take seconds.
  const plain = unescapeText(text.replace(/<[@#!][^<>]*>/g, ' ')).replace(/\s+/g, ' ');
  const [found, second] = plain.matchAll(/\borg(?:ani[sz]ation)?(?: name)? ?[:=]? ?["'“„«]?(?=[^\s"'“„«])/gi);
  if (!found || second) return null;
  return plain
    .slice(found.index + found[0].length)
    .slice(0, longest)
    .trim();
}
