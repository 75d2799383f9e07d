// The id under which an error is in the log, in what a member is told, and with a job that was given up.
import { randomBytes } from 'node:crypto';

/** Eight letters and digits that nobody mixes up: `K7QF-2MXD`. */
export function newErrorReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  const picked = Array.from(randomBytes(8), (byte) => letters[byte % letters.length]);
  return `${picked.slice(0, 4).join('')}-${picked.slice(4).join('')}`;
}
