// The common characters of the Asian encodings: each encoding lists the frequent ones first, in rows of their own.
import type { EncodingName } from '../../model/read-as.ts';

/** Ranges of two bytes: of the first (lead) and of the second (trail). */
type Rows = { readonly lead: readonly [number, number]; readonly trail: readonly [number, number] };

const rows: Readonly<Partial<Record<EncodingName, readonly Rows[]>>> = {
  // Kana and the kanji of JIS level 1.
  Shift_JIS: [
    { lead: [0x81, 0x83], trail: [0x40, 0xfc] },
    { lead: [0x88, 0x98], trail: [0x40, 0xfc] },
  ],
  'EUC-JP': [
    { lead: [0xa1, 0xa5], trail: [0xa1, 0xfe] },
    { lead: [0xb0, 0xcf], trail: [0xa1, 0xfe] },
  ],
  // Level 1 of GB 2312, of Big5, and the Hangul of KS X 1001.
  GB18030: [{ lead: [0xb0, 0xd7], trail: [0xa1, 0xfe] }],
  Big5: [{ lead: [0xa4, 0xc6], trail: [0x40, 0xfe] }],
  'EUC-KR': [{ lead: [0xb0, 0xc8], trail: [0xa1, 0xfe] }],
};

/** The common characters of an Asian encoding; none for the other encodings. */
export function commonCharacters(encoding: EncodingName): ReadonlySet<string> {
  const ranges = rows[encoding] ?? [];
  const decoder = new TextDecoder(encoding);
  const characters = new Set<string>();
  for (const { lead, trail } of ranges) {
    const pairs: number[] = [];
    for (let first = lead[0]; first <= lead[1]; first++)
      for (let second = trail[0]; second <= trail[1]; second++) pairs.push(first, second);
    for (const character of decoder.decode(Uint8Array.from(pairs))) characters.add(character);
  }
  return characters;
}
