// Reads the text of a message with files: the organization that it names, and whether it mentions the bot.

export type ShareText = {
  /** The organization of new rows that name none; null when the text names no organization, or several. */
  readonly organizationId: number | null;
  readonly mentionsBot: boolean;
};

const organizationPattern =
  /\b(?:org(?:ani[sz]ation)?|customer)(?:[ _-]?id)? ?[:=#]* ?(\d{1,15})(?![\d.,]*\d)\b/gi;

/** @param text as Slack sends it: `<@U123> these are for org 12` */
export function parseShareText(text: string, botMemberId: string): ShareText {
  const mentionsBot = text.includes(`<@${botMemberId}>`) || text.includes(`<@${botMemberId}|`);
  // White space is collapsed first: on a long message of nothing else, the pattern would take seconds.
  const plain = text.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ');
  const ids = new Set(Array.from(plain.matchAll(organizationPattern), ([, digits]) => Number(digits)));
  const [organizationId = null] = ids.size === 1 ? ids : [];
  return { organizationId, mentionsBot };
}
