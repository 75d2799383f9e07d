// How the letters of a file that is not Unicode were read, with a menu of other encodings.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { type EncodingName, encodingLabels, encodingNames, type Letters } from '../../../model/read-as.ts';
import { shorten } from '../../block-kit/escape.ts';
import { details, menu, type Part } from '../../block-kit/part.ts';
import { dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

export const chooseEncodingAction = 'choose-encoding';

const shown = { cells: 4, characters: 40 } as const;

export function planLetters(record: Import, { letters }: Plan): Part[] {
  if (!letters) return [];
  const options = encodingNames.map((name) => ({
    label: encodingLabels[name],
    value: writeEncoding(record, name),
  }));
  const chosen = writeEncoding(record, letters.encoding);
  return [
    menu(`${lettersSentence(letters)}.`, { actionId: chooseEncodingAction, options, chosen }),
    details(sample(letters), change(letters)),
  ];
}

/** For a plan that can no longer be changed. */
export function lettersDecision({ letters }: Plan): RichTextLine[] {
  if (!letters) return [];
  const line = richText`${lettersSentence(letters)} → ${encodingLabels[letters.encoding]}`;
  return [line, change(letters)].filter((part) => part !== null);
}

function lettersSentence({ encoding }: Letters): string {
  return `⚠️ The file isn't UTF-8. I read its letters as ${encodingLabels[encoding]} (${encoding})`;
}

/** The member sees whether the encoding is right. */
function sample({ sample: cells }: Letters): RichTextLine | null {
  if (cells.length === 0) return null;
  const named = dotted(cells.slice(0, shown.cells).map((cell) => shorten(cell, shown.characters)));
  return richText`They read: ${named}. If that is wrong, choose another encoding.`;
}

function change({ changesAt }: Letters): RichTextLine | null {
  if (changesAt === null) return null;
  return richText`⚠️ The encoding changes on line ${String(changesAt)}: some lines are UTF-8, and I read those as UTF-8.`;
}

function writeEncoding({ id, planNumber }: Pick<Import, 'id' | 'planNumber'>, name: EncodingName): string {
  return `${id}.${planNumber}.${name}`;
}

export type ChosenEncoding = {
  readonly importId: number;
  readonly planNumber: number;
  readonly encoding: EncodingName;
};

/** Reads the value of an option. `null` when it is not from this menu. */
export function readEncoding(optionValue: string): ChosenEncoding | null {
  const [, importId, planNumber, value] = /^(\d{1,15})\.(\d{1,9})\.([\w-]+)$/.exec(optionValue) ?? [];
  const encoding = encodingNames.find((name) => name === value);
  return encoding ? { importId: Number(importId), planNumber: Number(planNumber), encoding } : null;
}
