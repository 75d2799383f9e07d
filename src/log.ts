// Structured logs without personal data: of an error only what can't hold a cell, a message or a query's parameters.
import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config.ts';
import type { DomainEvent } from './model/domain-event.ts';

export type Log = Logger;

/** Writes lines of JSON, to standard output when no destination is given. Give errors as `err`. */
export function openLog(level: LogLevel, destination: DestinationStream = pino.destination()): Log {
  return pino({ level, base: { app: 'endusers' }, serializers: { err: withoutData } }, destination);
}

/** A line for a step of an import or an export; see the type for what may be in it. */
export function logDomainEvent(log: Log, { what, ...figures }: DomainEvent): void {
  log.info(figures, what);
}

const codes = [
  'code',
  'errno',
  'syscall',
  'severity',
  'routine',
  'table_name',
  'constraint_name',
  'statusCode',
];

/**
 * Name, codes and stack of an error and its causes. Messages stay out: a driver's repeats the query's parameters,
 * a database's the value that it didn't like, a client's the request.
 */
export function withoutData(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const told = error as Error & Record<string, unknown>;
  return {
    name: error.name,
    ...Object.fromEntries(
      codes.flatMap((code) =>
        typeof told[code] === 'string' || typeof told[code] === 'number' ? [[code, told[code]]] : [],
      ),
    ),
    ...(slackAnswer(told.data) ?? {}),
    stack: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: withoutData(error.cause) }),
  };
}

/** Slack's error code and which scope it misses, out of what the web client attaches. */
function slackAnswer(data: unknown): Record<string, unknown> | null {
  if (typeof data !== 'object' || data === null) return null;
  const { error, needed } = data as Record<string, unknown>;
  return {
    ...(typeof error === 'string' ? { slack: error } : {}),
    ...(typeof needed === 'string' ? { needed } : {}),
  };
}

/** A stack begins with the message, in which a line may look like a frame: only what follows it counts. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message);
  const frames = at < 0 ? '' : stack.slice(at + message.length);
  return frames.split('\n').flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []));
}
