// The rule of the second person: how many end users one member may create, change, or archive alone within a day.

/** The count is rolling, so that no midnight starts it anew. */
export const aloneHours = 24;

/** What a member did alone within that time, with what they want to do now; `limit` is what the workspace allows. */
export type AloneCount = { readonly limit: number; readonly count: number };

/** Who last raised the limit, or turned it off: when (ISO 8601), and the number before. */
export type Loosened = { readonly by: string; readonly at: string; readonly from: number };

/** Who can approve what these members may not approve themselves. */
export type Approvers = {
  /** Some members who were granted a role that includes it. */
  readonly members: readonly string[];
  /** Whether every other member has such a role. */
  readonly everybody: boolean;
};

/** Why a plan, or an undo, waits for another member than `by`. */
export type SecondPerson = AloneCount & { readonly by: readonly string[]; readonly approvers: Approvers };

/** Thrown inside a transaction, to roll it back: the member must not do this alone. */
export class SecondPersonNeededError extends Error {
  override readonly name = 'SecondPersonNeededError';
  readonly memberId: string;
  readonly alone: AloneCount;
  constructor(memberId: string, alone: AloneCount) {
    super('a member must not do this alone');
    this.memberId = memberId;
    this.alone = alone;
  }
}

/** Who has to do with an import. `decidedBy` null: nobody clicked. */
type Members = {
  readonly requestedBy: string;
  readonly askedBy: readonly string[];
  readonly decidedBy: string | null;
};

/** Who wanted the import: whoever shared the file, and whoever else had it imported or made its plan larger. */
export const askersOf = ({ requestedBy, askedBy }: Omit<Members, 'decidedBy'>): string[] => [
  requestedBy,
  ...askedBy.filter((memberId) => memberId !== requestedBy),
];

/** Whether nobody else than those who wanted the import approved it. */
export const isApprovedAlone = (record: Members): boolean =>
  record.decidedBy === null || askersOf(record).includes(record.decidedBy);
