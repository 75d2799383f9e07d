// What looks like an e-mail address.

// The rule of HTML's <input type=email>, which deliberately allows what mail servers allow against RFC 5322
// (`a..b.@docomo.ne.jp`), plus letters of every script (RFC 6531), plus at least one dot in the domain.
const local = String.raw`(?:[\w.!#$%&'*+/=?^\x60{|}~-]|[^\x00-\x7f\p{Z}\p{C}]){1,64}`;
const label = String.raw`[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;
const address = new RegExp(String.raw`^${local}@(?:${label}\.)+(?!\d+$)${label}$`, 'u');

/** `text` has no white space around it. */
export const isEmail = (text: string): boolean => text.length <= 320 && address.test(text);
