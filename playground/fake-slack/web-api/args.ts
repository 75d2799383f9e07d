// Arguments of a Web API call: the same ones come as text in a form and as values in JSON.
import type { Values } from '../http/body.ts';
import { Refusal } from './refusal.ts';

export type Args = {
  /** As text; `undefined` when absent or empty. */
  text(name: string): string | undefined;
  flag(name: string, otherwise?: boolean): boolean;
  /** A whole number; refuses others with `invalid_arguments`. */
  whole(name: string): number | undefined;
  /** A structure, given as JSON or as text that is JSON; refuses what is neither with `error`. */
  json(name: string, error?: string): unknown;
  has(name: string): boolean;
};

export function createArgs(values: Values): Args {
  const text: Args['text'] = (name) => {
    const value = values[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string'
      ? value
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  };
  return {
    text,
    flag(name, otherwise = false) {
      const value = text(name);
      return value === undefined ? otherwise : value === 'true' || value === '1';
    },
    whole(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!/^\d+$/.test(value)) {
        throw new Refusal('invalid_arguments', {
          response_metadata: {
            messages: [`[ERROR] failed to match all allowed schemas [json-pointer:/${name}]`],
          },
        });
      }
      return Number(value);
    },
    json(name, error = 'invalid_arguments') {
      const value = values[name];
      if (value === undefined || value === null || value === '') return undefined;
      if (typeof value !== 'string') return value;
      try {
        return JSON.parse(value) as unknown;
      } catch {
        throw new Refusal(error);
      }
    },
    has: (name) => values[name] !== undefined && values[name] !== null,
  };
}
