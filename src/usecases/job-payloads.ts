// The durable jobs: the schema of each kind's payload, and how to enqueue one.
//
// Jobs outlive deployments, so kinds and payload keys never change their meaning: a new key must be optional.
import { z } from 'zod';
import type { Queryable } from '../db/transaction.ts';
import type { JobKind } from '../model/job-kinds.ts';
import { roles } from '../model/permissions.ts';
import { enqueue, type Job, type NewJob } from '../queue/queue.ts';

const workspaceId = z.string();
const importKey = z.object({ workspaceId, importId: z.int().positive() });
const exportKey = z.object({ workspaceId, exportId: z.int().positive() });

const noticePlace = {
  workspaceId,
  channelId: z.string(),
  /** `null`: in the channel itself. */
  threadTs: z.string().nullable(),
  /** The `ts` of the message that the notice answers: however often that message arrives, one notice is posted. */
  to: z.string(),
  /** Who waits for it: told privately where the place refuses it. Absent in notices to nobody in particular. */
  memberId: z.string().optional(),
};

/** Payloads hold keys only, except for what a member typed and the answer to it; those stay out of the log. */
export const jobPayloads = {
  'prepare-import': importKey,
  'plan-import': importKey,
  'apply-import': importKey,
  'undo-import': importKey,
  /** `isEcho`: because of another file of the same message. */
  'show-import': importKey.extend({ isEcho: z.boolean().optional() }),
  /** `problemRows` fingerprints the rows of the file: a plan that was made in the meantime may leave out others. */
  'post-problem-file': importKey.extend({ problemRows: z.string() }),
  /** `planNumber` is that of the plan that the member saw. */
  'post-all-cells': importKey.extend({
    of: z.enum(['plan', 'result']),
    planNumber: z.int().nonnegative(),
    memberId: z.string(),
  }),
  'expire-import': importKey,
  'perform-export': exportKey,
  'show-export': exportKey,
  'clear-stage': importKey,
  /** A message that is posted once and not kept up to date. */
  say: z.discriminatedUnion('words', [
    z.object({ words: z.literal('hello'), ...noticePlace }),
    z.object({ words: z.literal('help'), ...noticePlace }),
    /** `channelId` is a member's id: the notice goes to their direct messages. `expiresAt` is ISO 8601. */
    z.object({ words: z.literal('reinstall'), expiresAt: z.string(), ...noticePlace }),
    /** The next two go to the direct messages of the member whose id is `channelId`. `to` is when, as a `ts`. */
    z.object({ words: z.literal('first-steps'), ...noticePlace }),
    z.object({
      words: z.literal('second-person-loosened'),
      by: z.string(),
      from: z.number(),
      now: z.number().nullable(),
      ...noticePlace,
    }),
    z.object({
      words: z.literal('role-granted'),
      role: z.enum(roles),
      grantedBy: z.string(),
      ...noticePlace,
    }),
    /** The answer to a command that was typed as a message, as it was when the command ran. */
    z.object({
      words: z.literal('answer'),
      view: z.object({ text: z.string(), blocks: z.array(z.record(z.string(), z.unknown())) }),
      ...noticePlace,
    }),
    z.object({ words: z.literal('command-failed'), reference: z.string(), ...noticePlace }),
    z.object({ words: z.literal('problem-file-lost'), reference: z.string().nullable(), ...noticePlace }),
    z.object({ words: z.literal('cells-file-lost'), reference: z.string().nullable(), ...noticePlace }),
    /** `to` is when the work ended, as a `ts`. */
    z.object({
      words: z.literal('work-ended'),
      of: z.enum(['plan', 'result']),
      importId: z.int().positive(),
      ...noticePlace,
      memberId: z.string(),
    }),
  ]),
  /**
   * Looks for shares since a point in time (ISO 8601): one page of all channels, of one channel, or of one thread.
   * Jobs of version 0.1 have no `cursor` and mean the first page.
   */
  'catch-up': z.object({
    workspaceId,
    since: z.iso.datetime(),
    channelId: z.string().nullable(),
    threadTs: z.string().nullable(),
    cursor: z.string().optional(),
  }),
  'refuse-share': z.object({
    workspaceId,
    channelId: z.string(),
    threadTs: z.string().nullable(),
    memberId: z.string(),
    /** Tell the member only if one of these files is about end users; `null`: tell the member in any case. */
    onlyFor: z.array(z.string()).nullable(),
    /** Whether the message names an organization (`org 12`). */
    namesOrganization: z.boolean(),
  }),
  'offer-import': importKey,
  /** A command that a member typed in a direct message, without the slash. */
  'run-command': z.object({ text: z.string(), ...noticePlace, memberId: z.string() }),
  /** Goes to the direct messages of the member. */
  'send-personal-data': z.object({ workspaceId, endUserId: z.int().positive(), memberId: z.string() }),
} as const satisfies Record<JobKind, z.ZodType>;

/** Payloads by job kind. */
export type Jobs = { readonly [Kind in keyof typeof jobPayloads]: z.infer<(typeof jobPayloads)[Kind]> };

export type JobOf<Kind extends keyof Jobs> = Job<Jobs, Kind>;

/** A message of the bot that is posted once and not kept up to date. */
export type Notice = Jobs['say'];

export type TypedCommand = Jobs['run-command'];

/**
 * Adds a job to the queue; it exists once `tx` commits.
 * @returns false when a job of this kind with the same `key` is already waiting or running
 */
export function enqueueJob<Kind extends keyof Jobs>(
  tx: Queryable,
  kind: Kind,
  payload: Jobs[Kind],
  options: Pick<NewJob, 'serialQueue' | 'key' | 'runAt' | 'weight'> = {},
): Promise<boolean> {
  // Callers pass whole records where a key is asked for; only what the schema names is stored.
  const stored = jobPayloads[kind].parse(payload);
  return enqueue(tx, { kind, workspaceId: payload.workspaceId, payload: stored, ...options });
}

/** The import that a job is about, from the payload of a stored job. */
export const importKeyOf = (payload: unknown): z.infer<typeof importKey> => importKey.parse(payload);

/** Any job with its payload. */
export type AnyPayload = {
  [Kind in keyof Jobs]: { readonly kind: Kind; readonly payload: Jobs[Kind] };
}[keyof Jobs];

/** @returns null for a kind that this version doesn't know, and for a payload that doesn't fit its kind's schema */
export function parseJob({ kind, payload }: { kind: string; payload: unknown }): AnyPayload | null {
  const schema = Object.entries(jobPayloads).find(([name]) => name === kind)?.[1];
  const parsed = schema?.safeParse(payload);
  // The table pairs kinds with schemas; TypeScript can't follow the pairing through a look-up by name.
  return parsed?.success ? ({ kind, payload: parsed.data } as AnyPayload) : null;
}
