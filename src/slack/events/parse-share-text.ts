// Reads the text of a message with files: the organization that it names, and whether it mentions the bot.
import type { NamedOrganization } from '../../model/file-share.ts';
import type { Instructions } from '../../model/instructions.ts';
import type { RowAction } from '../../model/row.ts';
import { unescapeText } from '../commands/unescape.ts';
import { parseInstructions } from './parse-instructions.ts';

export type ShareText = {
  /** The organization of new rows that name none; null when the text names no organization, or several. */
  readonly organizationId: number | null;
  /** What may be the name of an organization; null when there is an id, or no name. */
  readonly organizationName: NamedOrganization | null;
  readonly mentionsBot: boolean;
  /** What is to be done with the end users of the file; null: what the rows say. */
  readonly action: RowAction | null;
  readonly instructions: Instructions;
};

/** At the beginning of the message, so that talk about archives means nothing. */
const actionPattern = /^(?:please )?(archive|restore)(?![\p{L}\d])/iu;

const organizationPattern =
  /\b(?:org(?:ani[sz]ation)?|customer|roster)(?:[ _-]?id)?(?: (?:of|for))?(?: org(?:ani[sz]ation)?)? ?[:=#]* ?(\d{1,15})(?![\d.,]*\d)\b/gi;

// `org Acme Ltd`, `organization: "Acme Ltd"`. After quotes, the rest of the line says nothing.
const quotedName =
  /(?<![\p{L}\d_-])(?:org(?:ani[sz]ation)?|roster)(?: (?:of|for))? ?[:=]? ?(?:"([^"\n]{1,300})"|“([^”\n]{1,300})”|„([^“”\n]{1,300})[“”]|«([^»\n]{1,300})»|'([^'\n]{1,300})'|‘([^’\n]{1,300})’)/iu;
const plainName =
  /(?<![\p{L}\d_-])(?:org(?:ani[sz]ation)?|roster)( ?[:=] ?| (?:of |for )?)([\p{L}\d][^\n]{0,300})/iu;
/** What is before the word if the message says where the end users belong. */
const before = /(?:^|[\n.!?,;:]|(?<![\p{L}\d])(?:for|to|into|in|für|pour|para))(?: the)? ?$/iu;

/** How many words of a line a name may have. */
const maxWords = 12;

/** Whether a text mentions a member. */
export const mentions = (text: string, memberId: string): boolean =>
  text.includes(`<@${memberId}>`) || text.includes(`<@${memberId}|`);

/** @param text as Slack sends it: `<@U123> these are for org 12` */
export function parseShareText(text: string, botMemberId: string): ShareText {
  // White space is collapsed first: on a long message of nothing else, the pattern would take seconds.
  const plain = text.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ');
  const ids = new Set(Array.from(plain.matchAll(organizationPattern), ([, digits]) => Number(digits)));
  const [organizationId = null] = ids.size === 1 ? ids : [];
  return {
    organizationId,
    organizationName: ids.size === 0 ? readName(text) : null,
    mentionsBot: mentions(text, botMemberId),
    action: (actionPattern.exec(plain.trim())?.[1]?.toLowerCase() as RowAction | undefined) ?? null,
    instructions: parseInstructions(unescapeText(text.replace(/<[^<>]*>/g, ' ')).replace(/[^\S\n]+/g, ' ')),
  };
}

function readName(text: string): NamedOrganization | null {
  // Mentions end the name: they are never a part of it.
  const plain = unescapeText(text.replace(/<[@#!][^<>]*>/g, '\n')).replace(/[^\S\n]+/g, ' ');
  const quoted = quotedName
    .exec(plain)
    ?.slice(1)
    .find((name) => name !== undefined)
    ?.trim();
  if (quoted) return { certainty: 'quoted', candidates: [quoted] };
  const found = plainName.exec(plain);
  const [, mark = '', rest] = found ?? [];
  if (!found || rest === undefined) return null;
  const isLikely = mark.trim() !== '' || before.test(plain.slice(0, found.index));
  return { certainty: isLikely ? 'likely' : 'possible', candidates: beginningsOf(rest.trim()) };
}

/** Where an unquoted name ends is not known: every beginning may be the name, with and without the mark at its end. */
function beginningsOf(line: string): string[] {
  const words = line.split(' ').slice(0, maxWords);
  const beginnings = words.flatMap((_, index) => {
    const whole = words.slice(0, words.length - index).join(' ');
    return [whole, whole.replace(/[\s.,;:!?)–—-]+$/u, '')];
  });
  return [...new Set(beginnings)].filter((name) => name !== '');
}
