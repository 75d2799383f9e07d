// Tells by the bytes of a cell that `isOrdinary` holds for its text, without making the text. Is sometimes too careful, as for
// long emails: then the text decides.
import { type ByteClasses, place } from './byte-classes.ts';

const at = 0x40;
const dot = 0x2e;

/** The limits of the parts of an address are no smaller. */
const limits = { local: 64, domain: 63 } as const;

export function isOrdinaryId({ id }: ByteClasses, text: Buffer, from: number, to: number): boolean {
  if (to - from > id.longest || id.first[text[from]!] === 0) return false;
  for (let i = from + 1; i < to; i++) if (id.later[text[i]!] === 0) return false;
  return true;
}

/** Whether all characters may stand where they stand. For texts longer than the words that are not values. */
export function areOrdinaryPlaces(
  classes: ByteClasses,
  text: Buffer,
  from: number,
  to: number,
  hasHigh: boolean,
): boolean {
  if (hasHigh) return areOrdinaryCharacters(classes, text, from, to);
  const { places } = classes;
  return (places[text[from]!]! & place.first) !== 0 && (places[text[to - 1]!]! & place.last) !== 0;
}

function areOrdinaryCharacters(
  { placesOfCode }: ByteClasses,
  text: Buffer,
  from: number,
  to: number,
): boolean {
  let wanted: number = place.first;
  for (let i = from; i < to; ) {
    const lead = text[i]!;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length === 4) return false;
    const code =
      length === 1
        ? lead
        : length === 2
          ? ((lead & 0x1f) << 6) | (text[i + 1]! & 0x3f)
          : ((lead & 0x0f) << 12) | ((text[i + 1]! & 0x3f) << 6) | (text[i + 2]! & 0x3f);
    i += length;
    if (i === to) wanted |= place.last;
    if ((placesOfCode(code) & wanted) !== wanted) return false;
    wanted = place.inside;
  }
  return true;
}

export function isOrdinaryEmail(classes: ByteClasses, text: Buffer, from: number, to: number): boolean {
  const { local, edge, inner, top } = classes.email;
  let i = from;
  while (i < to && local[text[i]!] === 1) i++;
  if (i === from || i - from > limits.local || text[i] !== at || to - i - 1 > limits.domain) return false;
  if ((classes.places[text[from]!]! & place.first) === 0) return false;
  let label = i + 1;
  let labels = 0;
  for (;;) {
    let end = label;
    while (end < to && inner[text[end]!] === 1) end++;
    if (end === label || edge[text[label]!] === 0 || edge[text[end - 1]!] === 0) return false;
    labels++;
    if (end === to) break;
    if (text[end] !== dot) return false;
    label = end + 1;
  }
  return labels > 1 && top[text[label]!] === 1;
}
