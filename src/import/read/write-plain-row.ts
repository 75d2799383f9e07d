// Writes a plain row as text for COPY: its cells go from the bytes of the file into the buffer.
import { encodeCopyRow } from '../../db/copy.ts';
import { type CopyBuffer, reserve } from './copy-buffer.ts';
import type { CopyForm } from './copy-form.ts';
import type { PlainColumn } from './plain-columns.ts';
import { ways } from './plain-columns.ts';

/** A row whose cells were found. The arrays have an entry for each column of the file. */
export type FoundRow = {
  text: Buffer;
  line: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The texts of cells that were read as text; null for the others. */
  readonly texts: (string | null)[];
  /** Whether the row has cells that can't be restored from the canonical ones. */
  hasOthers: boolean;
};

const slotKind = { line: -1, organization: -2, uploaded: -3, nothing: -4 } as const;
const quoteByte = 0x22;

export function createPlainRowWriter(form: CopyForm, columns: readonly PlainColumn[], buffer: CopyBuffer) {
  const organization = columns.findIndex((column) => column.way === ways.organization);
  const kinds = form.slots.map(({ slot }) => {
    if (slot === 'organization') return organization === -1 ? slotKind.nothing : organization;
    if (typeof slot === 'number') return columns.findIndex(({ to }) => to === slot);
    return slotKind[slot];
  });
  const before = form.slots.map((slot) => Buffer.from(slot.before));
  const absent = form.slots.map((slot) => Buffer.from(slot.absent));
  const after = Buffer.from(form.after);
  const constantBytes = [...before, ...absent, after].reduce((sum, { length }) => sum + length, 0);

  return (row: FoundRow, rowBytes: number): void => {
    // Each cell twice, with its quotes and commas. A character of a text takes up to seven bytes in JSON, and up to three
    // in its cell.
    let textBytes = 0;
    for (const text of row.texts) if (text !== null) textBytes += 10 * text.length;
    reserve(buffer, constantBytes + 2 * rowBytes + textBytes + 8 * columns.length + 32);
    const { text, from, to, texts } = row;
    // In variables, since this loop takes most of the time that plain rows take.
    const { bytes } = buffer;
    let end = buffer.length;
    for (let i = 0; i < kinds.length; i++) {
      const gap = before[i]!;
      for (let at = 0; at < gap.length; at++) bytes[end++] = gap[at]!;
      const kind = kinds[i]!;
      if (kind >= 0 && texts[kind] === null && to[kind]! > from[kind]!) {
        const last = to[kind]!;
        for (let at = from[kind]!; at < last; at++) bytes[end++] = text[at]!;
        continue;
      }
      const isFilled = kind >= 0 && to[kind]! > from[kind]!;
      if (isFilled || kind === slotKind.line || (kind === slotKind.uploaded && row.hasOthers)) {
        buffer.length = end;
        if (isFilled) putText(texts[kind]!);
        else if (kind === slotKind.line) putNumber(row.line);
        else putUploaded(row);
        end = buffer.length;
        continue;
      }
      const nothing = absent[i]!;
      for (let at = 0; at < nothing.length; at++) bytes[end++] = nothing[at]!;
    }
    for (let at = 0; at < after.length; at++) bytes[end++] = after[at]!;
    buffer.length = end;
  };

  function putText(text: string): void {
    const encoded = encodeCopyRow([text]);
    // Without its line feed.
    buffer.length += buffer.bytes.write(encoded, buffer.length) - 1;
  }

  function putNumber(number: number): void {
    let digits = 1;
    for (let rest = number; rest >= 10; rest = Math.trunc(rest / 10)) digits++;
    for (let i = digits - 1, rest = number; i >= 0; i--, rest = Math.trunc(rest / 10))
      buffer.bytes[buffer.length + i] = 0x30 + (rest % 10);
    buffer.length += digits;
  }

  /** The cells as a JSON array. */
  function putUploaded(row: FoundRow): void {
    putByte(0x5b);
    for (let at = 0; at < columns.length; at++) {
      if (at > 0) putByte(0x2c);
      const read = row.texts[at]!;
      if (read !== null) putText(JSON.stringify(read));
      else {
        putByte(quoteByte);
        for (let i = row.from[at]!; i < row.to[at]!; i++) putByte(row.text[i]!);
        putByte(quoteByte);
      }
    }
    putByte(0x5d);
  }

  function putByte(byte: number): void {
    buffer.bytes[buffer.length++] = byte;
  }
}
