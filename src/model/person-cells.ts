// Recognizes by their text what the cells of an unknown column are: addresses, phones, names, ids, salutations.
import { isEmail } from './email.ts';

/** Salutations of the languages that we read headers in, without dots. */
const salutations = new Set(
  (
    'mr mrs ms miss mx dr prof sir madam herr frau m mme mlle monsieur madame mademoiselle sr sra srta señor señora señorita ' +
    'don doña sig sigra sigra signor signora signorina dott dottssa dhr mevr mw heer mevrouw senhor senhora pan pani'
  ).split(' '),
);

/** What a help desk calls the roles of its members. */
const roles = new Set(
  'enduser agent admin administrator user member owner guest lightagent standard'.split(' '),
);

const phone = /^[+(]?\d[\d\s()./-]{4,}(?:\s*(?:x|ext\.?)\s*\d+)?$/i;
const number = /^\d{2,}$/;
const fullName = /^\p{Lu}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]*)* \p{Lu}[\p{L}'’.-]+$/u;

export const isPhone = (cell: string): boolean => phone.test(cell.trim());

/** @param cells not blank */
export const areEmails = (cells: readonly string[]): boolean => isMost(cells, (cell) => isEmail(cell.trim()));

/** @param cells not blank */
export const areSalutations = (cells: readonly string[]): boolean =>
  cells.length > 0 &&
  cells.every((cell) =>
    cell.split(/\s+/).every((word) => salutations.has(word.toLowerCase().replaceAll('.', ''))),
  );

/** @param cells not blank */
export const areRoles = (cells: readonly string[]): boolean =>
  cells.every((cell) => roles.has(cell.toLowerCase().replace(/[^a-z]/g, '')));

/**
 * Whether these are ids of another system, such as Salesforce's `0035f00000A1b2c` and UUIDs: never ours.
 *
 * @param cells not blank
 */
export const areOpaqueIds = (cells: readonly string[]): boolean =>
  cells.every((cell) => /^(?=.*\d)(?=.*[a-z])[\da-z-]{8,}$/iu.test(cell.trim()));

/**
 * Whether a member would miss these cells: addresses, phones, names, or ids.
 *
 * @param cells not blank
 */
export const doMatter = (cells: readonly string[]): boolean =>
  isMost(cells, (cell) => {
    const text = cell.trim();
    return isEmail(text) || isPhone(text) || number.test(text) || fullName.test(text);
  });

/** Four of five: a column of real addresses may have a typing error. */
const isMost = (cells: readonly string[], test: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(test).length >= cells.length * 0.8;
