// Parses the name and value of a setting, as typed after `/endusers settings`.
import { findNearest } from '../../model/find-nearest.ts';
import {
  businessNameLimit,
  type SettingChange,
  type SettingName,
  secondPersonLimit,
  workspaceSettings,
} from '../../model/settings.ts';
import { writeWords } from './join-words.ts';
import type { Word } from './split-words.ts';

export type ParsedSetting =
  | { readonly outcome: 'read'; readonly change: SettingChange }
  /** `meant` is the nearest setting with the rest of what was typed; `null` when none is near. */
  | { readonly outcome: 'unknown setting'; readonly typed: string; readonly meant: string | null }
  /** `typed` is `''` when the value is missing. `meant` is the nearest value. */
  | {
      readonly outcome: 'wrong value';
      readonly name: SettingName;
      readonly typed: string;
      readonly meant: string | null;
    };

/** @param words at least one */
export function parseSetting(words: readonly Word[]): ParsedSetting {
  for (const length of [3, 2, 1]) {
    const row = workspaceSettings.find(({ name }) => name === startOf(words, length));
    if (row) return readValue(row, withoutSign(words.slice(length)));
  }
  const typed = writeWords(words);
  for (const length of [3, 2, 1]) {
    const names = workspaceSettings
      .map(({ name }) => name)
      .filter((name) => name.split(' ').length === length);
    const near = words.length >= length ? findNearest(startOf(words, length), names) : undefined;
    const rest = writeWords(withoutSign(words.slice(length)));
    if (near) return { outcome: 'unknown setting', typed, meant: `${near} ${rest}`.trim() };
  }
  return { outcome: 'unknown setting', typed, meant: null };
}

function readValue(row: (typeof workspaceSettings)[number], words: readonly Word[]): ParsedSetting {
  const typed = words.map(({ text }) => text).join(' ');
  if (row.setting === 'businessName') return businessName(typed, words);
  if (row.setting === 'secondPersonAbove') return secondPersonAbove(typed.trim());
  const meant = findNearest<string>(typed, row.values) ?? null;
  const isExact = meant !== null && meant === typed.toLowerCase();
  if (!isExact) return { outcome: 'wrong value', name: row.name, typed, meant };
  return { outcome: 'read', change: { setting: row.setting, value: meant } as SettingChange };
}

/** `""` removes the name. */
function businessName(typed: string, words: readonly Word[]): ParsedSetting {
  const value = typed.trim() === '' ? null : typed.trim();
  const isTooLong = value !== null && Array.from(value).length > businessNameLimit;
  if (words.length === 0 || isTooLong) {
    return { outcome: 'wrong value', name: 'business name', typed: typed.trim(), meant: null };
  }
  return { outcome: 'read', change: { setting: 'businessName', value } };
}

/** `50`, or `off`. */
function secondPersonAbove(typed: string): ParsedSetting {
  const isOff = typed.toLowerCase() === 'off';
  const digits = typed.replace(/^(\d{1,3})((?:,\d{3})+)$/, (number) => number.replaceAll(',', ''));
  if (!isOff && !(/^\d{1,10}$/.test(digits) && Number(digits) <= secondPersonLimit))
    return { outcome: 'wrong value', name: 'second person above', typed, meant: null };
  return { outcome: 'read', change: { setting: 'secondPersonAbove', value: isOff ? null : Number(digits) } };
}

/** The first words, without the sign of `apply: at once`. */
function startOf(words: readonly Word[], length: number): string {
  const start = words.slice(0, length).map(({ text }) => text.toLowerCase());
  return start.join(' ').replace(/[:=]$/, '');
}

/** Without the sign of `apply = at once`. */
function withoutSign(words: readonly Word[]): readonly Word[] {
  return /^[:=]$/.test(words[0]?.text ?? '') && !words[0]?.quoted ? words.slice(1) : words;
}
