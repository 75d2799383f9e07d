// Structured logs without personal data. Errors are reduced to what can't contain a cell, a message's text, or a
// query's parameters.
import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config.ts';
import type { DomainEvent } from './model/domain-event.ts';
import { atSource } from './source-position.ts';

export type Log = Logger;

/**
 * Writes one JSON object per line. Pass errors as `err`.
 * @param destination default: standard output
 */
export function openLog(level: LogLevel, destination: DestinationStream = pino.destination()): Log {
  return pino({ level, base: { app: 'endusers' }, serializers: { err: withoutData } }, destination);
}

/** Writes a line for a step of an import or export. */
export function logDomainEvent(log: Log, { what, ...fields }: DomainEvent): void {
  log.info(fields, what);
}

/** The properties of errors of Node, Postgres, and Slack's client that contain no data. */
const safeProperties = [
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
 * The names, codes, and stacks of an error and its causes, without their messages: a driver's message repeats the
 * query's parameters, a database's the value that it rejected, a client's the request.
 */
function withoutData(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const properties = error as Error & Record<string, unknown>;
  return {
    name: error.name,
    ...Object.fromEntries(
      safeProperties.flatMap((name) => {
        const value = properties[name];
        return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
      }),
    ),
    ...(slackDetails(properties.data) ?? {}),
    stack: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: withoutData(error.cause) }),
  };
}

/** Slack's error code and the missing scope, from the response that the web client attaches. */
function slackDetails(data: unknown): Record<string, unknown> | null {
  if (typeof data !== 'object' || data === null) return null;
  const { error, needed } = data as Record<string, unknown>;
  return {
    ...(typeof error === 'string' ? { slack: error } : {}),
    ...(typeof needed === 'string' ? { needed } : {}),
  };
}

/** A stack begins with the message, and a line of the message may look like a frame, so the message is cut off. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const frames = start < 0 ? '' : stack.slice(start + message.length);
  return frames.split('\n').flatMap((line) => (/^\s+at /.test(line) ? [atSource(line.trim())] : []));
}
