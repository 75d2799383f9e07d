// What the text beside a shared file tells: the organization it names, and whether the bot is asked.

export type ShareText = {
  /** The organization of new rows that name none; `null` when the text names none, or several. */
  readonly organizationId: number | null;
  readonly mentionsBot: boolean;
};

const organizationPattern =
  /\b(?:org(?:ani[sz]ation)?|customer)(?:[ _-]?id)? ?[:=#]* ?(\d{1,15})(?![\d.,]*\d)\b/gi;

/** Reads the text of a message as Slack sends it: `<@U123> these are for org 12`. */
export function parseShareText(text: string, botMemberId: string): ShareText {
  const mentionsBot = text.includes(`<@${botMemberId}>`) || text.includes(`<@${botMemberId}|`);
  // Of white space one is enough: with all of it, the pattern takes seconds for a message of nothing else.
  const plain = text.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ');
  const ids = new Set(Array.from(plain.matchAll(organizationPattern), ([, digits]) => Number(digits)));
  const [organizationId = null] = ids.size === 1 ? ids : [];
  return { organizationId, mentionsBot };
}
