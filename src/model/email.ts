// Decides whether a text looks like an email address.

// The rule of HTML's <input type=email>, which deliberately allows addresses that mail servers accept although RFC 5322
// forbids them (`a..b.@docomo.ne.jp`). In addition: letters of all scripts (RFC 6531), and at least one dot in the domain.
const local = String.raw`(?:[\w.!#$%&'*+/=?^\x60{|}~-]|[^\x00-\x7f\p{Z}\p{C}]){1,64}`;
const label = String.raw`[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;
const address = new RegExp(String.raw`^${local}@(?:${label}\.)+(?!\d+$)${label}$`, 'u');

/** @param text without surrounding whitespace */
export const isEmail = (text: string): boolean => text.length <= 320 && address.test(text);
