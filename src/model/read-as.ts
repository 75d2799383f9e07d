// How a member said that a file is to be read, where the bot's own guess is wrong. Stored with the import as JSON.
import { z } from 'zod';
import { chosenColumnsSchema } from './chosen-columns.ts';

/**
 * The encodings that a file can be read in besides Unicode, as the menu on a plan names them. The keys are labels of
 * `TextDecoder`; they are stored, so they never change. The menu shows them in this order.
 */
export const encodingLabels = {
  'Windows-1252': 'Western',
  Macintosh: 'Mac',
  'Windows-1250': 'Central European',
  'ISO-8859-2': 'Central European (ISO)',
  'Windows-1251': 'Cyrillic',
  'KOI8-U': 'Cyrillic (KOI8)',
  'Windows-1253': 'Greek',
  'Windows-1254': 'Turkish',
  'Windows-1257': 'Baltic',
  Shift_JIS: 'Japanese',
  'EUC-JP': 'Japanese (EUC)',
  GB18030: 'Chinese (simplified)',
  Big5: 'Chinese (traditional)',
  'EUC-KR': 'Korean',
} as const;

export type EncodingName = keyof typeof encodingLabels;

export const encodingNames = Object.keys(encodingLabels) as EncodingName[];

const readAsSchema = z.object({
  /** In place of the guess. A byte-order mark in the file still decides. */
  encoding: z.enum(encodingNames).optional(),
  columns: chosenColumnsSchema.optional(),
});

/** Every part is optional: what is absent is guessed from the file. */
export type ReadAs = z.infer<typeof readAsSchema>;

/** Reads what is stored. What this version doesn't understand is guessed from the file again. */
export function parseReadAs(stored: unknown): ReadAs {
  const parsed = readAsSchema.safeParse(stored ?? {});
  return parsed.success ? parsed.data : {};
}

/** What a plan says about the letters of a file that is not Unicode, or that a member chose an encoding for. */
export type Letters = {
  readonly encoding: EncodingName;
  /** The first cells with letters outside ASCII, as they were read. */
  readonly sample: readonly string[];
  /** The first line that is UTF-8 where lines before it are not, or the other way around; `null` if there is none. */
  readonly changesAt: number | null;
};
