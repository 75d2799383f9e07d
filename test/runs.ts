// How many random cases the tests try, and which ones: a run in CI and a long run differ by one variable.
//
// ENDUSERS_RUNS=100 tries a hundred times as many cases as CI does (properties, fuzzed files, kills of the process);
// ENDUSERS_RUNS=0 tries one.
// ENDUSERS_SEED=7 draws the cases from this seed. A failing test prints the seed that draws its case again.

const factor = numberFrom('ENDUSERS_RUNS') ?? 1;

/** The number of cases to try where CI tries `usual`: at least one. */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * factor));

/** The time limit for those cases where CI needs at most `usualMs`, in milliseconds: never less than that. */
export const timeLimit = (usualMs: number): number => usualMs * Math.max(1, factor);

/** The seed to draw the cases from. @param usual where ENDUSERS_SEED is not set; by default another one in each run */
export const seed = (usual = Math.floor(Math.random() * 2 ** 31)): number =>
  numberFrom('ENDUSERS_SEED') ?? usual;

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable];
  if (!text) return undefined;
  const number = Number(text);
  if (!(number >= 0)) throw new Error(`${variable} is "${text}"; it must be a number, 0 or more`);
  return number;
}
