// The error reference: one id for an error in the log, in the message to the member, and on the dead-lettered job.
import { randomBytes } from 'node:crypto';

/** Returns eight letters and digits that can't be mistaken for each other (no 0/O, 1/I/L), such as `K7QF-2MXD`. */
export function newErrorReference(): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  const characters = Array.from(randomBytes(8), (byte) => alphabet[byte % alphabet.length]);
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`;
}
