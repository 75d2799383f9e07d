// What a member leaves out of a plan before it is approved, and what the plan says about that.
import { z } from 'zod';
import { type Field, fields } from './columns.ts';

/** Kinds of changes that can be left out as a whole. Stored with imports, so they never change. */
export const leftOutKinds = ['new end users', 'updates', 'emptied cells'] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];

const id = z.int().positive();

const leftOutSchema = z.object({
  /** The member who chose last. */
  by: z.string(),
  kinds: z.array(z.enum(leftOutKinds)).default([]),
  fields: z.array(z.enum(fields as [Field, ...Field[]])).default([]),
  /** Ids of organizations. */
  organizations: z.array(id).default([]),
  /** Ids of end users that the file would update. */
  endUsers: z.array(id).default([]),
  /** Lines of rows that name no end user: most of them would create one. */
  lines: z.array(id).default([]),
});

export type LeftOut = Readonly<z.infer<typeof leftOutSchema>>;

/** @returns null if nothing is left out */
export function parseLeftOut(stored: unknown): LeftOut | null {
  const parsed = leftOutSchema.safeParse(stored);
  return parsed.success && !isEmpty(parsed.data) ? parsed.data : null;
}

const isEmpty = ({ kinds, fields, organizations, endUsers, lines }: LeftOut): boolean =>
  kinds.length + fields.length + organizations.length + endUsers.length + lines.length === 0;

/** One thing that is left out. `name` is the organization's or the end user's, the field, or the kind of change. */
export type LeftOutPart = {
  readonly what: 'kind' | 'field' | 'organization' | 'end user';
  readonly name: string;
  readonly cells: number;
  readonly endUsers: number;
};

/** Stored with plans. `rows` counts those that are left out as a whole. */
export type LeftOutSummary = {
  readonly by: string;
  readonly rows: number;
  readonly parts: readonly LeftOutPart[];
};

/** The rows that are left out because of a problem: they are in the problem file. */
export const rowsWithProblem = (plan: {
  readonly leftOut: number;
  readonly leftOutByMember?: LeftOutSummary | null;
}): number => plan.leftOut - (plan.leftOutByMember?.rows ?? 0);
