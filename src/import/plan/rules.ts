// The rules by which a plan is made.
import { type SQL, sql } from 'drizzle-orm';
import type { Choices } from '../../model/choices.ts';
import { type Field, fields } from '../../model/columns.ts';
import type { Instructions, MatchKey } from '../../model/instructions.ts';
import type { LeftOut } from '../../model/left-out.ts';
import type { FileSubject } from '../../model/matched-header.ts';
import type { Organization } from '../../model/organization.ts';

export type PlanRules = {
  readonly workspaceId: string;
  readonly importId: number;
  /** What the rows are about. Default: end users. */
  readonly subject?: FileSubject;
  /** The organization of new rows without a customer_id; `null` if such rows are a problem. */
  readonly organizationId: number | null;
  /** Whether rows name organizations, in a column of the file. */
  readonly namesOrganizations: boolean;
  /** The organization that the message or the menu names: rows with unknown names go there, too. Default: `null`. */
  readonly namedOrganizationId?: number | null;
  /** Whether a member chose `namedOrganizationId` in the menu. */
  readonly isOrganizationChosen?: boolean;
  /** The name in the message, if no organization has it. */
  readonly typedOrganization?: string | null;
  readonly choices: Choices;
  /** What the message of the file says. Default: nothing. */
  readonly instructions?: Instructions;
  /** Which end users rows without a contact_id mean. Default: none, they are new. */
  readonly matchBy?: MatchKey;
  /** Whether sentences about rows must not reveal stored data, because external members can read them. */
  readonly redacted: boolean;
  /** What the export from which the file was made contains, see `currentSnapshot`; `null` without a merge base. */
  readonly snapshot: string | null;
  /** Whether that export has all end users of its organizations, unlike a template. Default: yes. */
  readonly isBaseWhole?: boolean;
  /**
   * Whether the file is known to be made from that export, such as by its name, and not only shared in its thread. Default:
   * yes.
   */
  readonly isBaseCertain?: boolean;
  /** The only organization in that export. Default: `null`. */
  readonly baseOrganization?: Organization | null;
  /**
   * Applied imports of the same member with the same merge base: earlier rounds with the same copy. Default: none.
   */
  readonly lineage?: readonly number[];
  /** What a member leaves out of the plan. Default: nothing. */
  readonly leftOut?: LeftOut | null;
  /** The fields that any staged row has a cell of: naming only these makes the queries faster. Default: all. */
  readonly present?: readonly Field[];
};

/** Those of some fields that any staged row has a cell of. */
export const presentFields = ({ present = fields }: PlanRules, among: readonly Field[] = fields): Field[] =>
  among.filter((field) => present.includes(field));

/**
 * Whether an empty cell can empty a value. In a file made from an export, it says something only in a row that the export
 * contained: there, the member emptied it.
 *
 * @param isNamed whether the row names its end user by an id
 */
export const canEmptyCells = ({ snapshot }: PlanRules, isNamed: SQL): SQL =>
  snapshot === null ? sql`true` : isNamed;

/** Whether the merge base vouches for the edits of the file: see `isBaseCertain` of the rules. A template never does. */
export const isBaseCertain = ({ isBaseCertain = true, isBaseWhole = true }: PlanRules): boolean =>
  isBaseCertain && isBaseWhole;
