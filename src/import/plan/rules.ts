// By which rules a plan is made.
import type { Choices } from '../../model/choices.ts';

export type PlanRules = {
  readonly workspaceId: string;
  readonly importId: number;
  /** The organization of new rows that name none; `null` where that is a problem. */
  readonly organizationId: number | null;
  readonly choices: Choices;
  /** What is said of a row tells nothing that is stored here: people of another company may read it. */
  readonly redacted: boolean;
  /** What the export that the file was made from could see, see `currentMoment`; `null` where it is not known. */
  readonly snapshot: string | null;
};
