// Reads the arguments of a Web API call, which arrive as text in a form or as values in JSON.
import type { Values } from '../http/request-body.ts';
import { SlackError } from './slack-error.ts';

export type Args = {
  /** The argument as text; `undefined` if it is missing or empty. */
  text(name: string): string | undefined;
  /** True for `true` and `1`. `fallback`, by default false, is used if the argument is missing. */
  flag(name: string, fallback?: boolean): boolean;
  /**
   * The argument as a whole number.
   *
   * @throws SlackError `invalid_arguments` if it is not a whole number
   */
  whole(name: string): number | undefined;
  /**
   * The argument as parsed JSON.
   *
   * @throws SlackError `error` if it is text that is not JSON
   */
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
    flag(name, fallback = false) {
      const value = text(name);
      return value === undefined ? fallback : value === 'true' || value === '1';
    },
    whole(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!/^\d+$/.test(value)) {
        throw new SlackError('invalid_arguments', {
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
        throw new SlackError(error);
      }
    },
    has: (name) => values[name] !== undefined && values[name] !== null,
  };
}
