// Remembers for short cells whether they are ordinary, by their form: such cells have few forms in a file, and many rows.

const slots = 256;
const longest = 32;
const digit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

export type KnownForms = {
  /** @returns whether the cell is ordinary */
  judge(text: Buffer, from: number, to: number): boolean;
};

/**
 * @param isOrdinary asked once for each form that is not remembered
 * @param hasAnyDigits whether a digit may stand for any other
 */
export function createKnownForms(isOrdinary: (text: string) => boolean, hasAnyDigits: boolean): KnownForms {
  const lengths = new Uint8Array(slots);
  const verdicts = new Uint8Array(slots);
  const forms = new Uint8Array(slots * longest);
  const formOf = Uint8Array.from({ length: 256 }, (_, byte) => (hasAnyDigits && digit(byte) ? 0x30 : byte));

  return {
    judge(text, from, to) {
      const length = to - from;
      if (length > longest) return isOrdinary(text.toString('utf8', from, to));
      let hash = length;
      for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + formOf[text[at]!]!) | 0;
      const slot = (hash ^ (hash >>> 8)) & (slots - 1);
      const start = slot * longest;
      if (lengths[slot] === length) {
        let same = 0;
        while (same < length && forms[start + same] === formOf[text[from + same]!]) same++;
        if (same === length) return verdicts[slot] === 1;
      }
      const verdict = isOrdinary(text.toString('utf8', from, to));
      lengths[slot] = length;
      verdicts[slot] = verdict ? 1 : 0;
      for (let at = 0; at < length; at++) forms[start + at] = formOf[text[from + at]!]!;
      return verdict;
    },
  };
}
