// The known word that somebody probably meant: for mistyped commands and for headers that nobody knows.

/**
 * The candidate that is `word` but for a few typing errors (one in a short word, three in a long one), in any
 * case; else the only one that begins with `word`, a plural beside it not counted. `undefined` when none is near.
 */
export function findNearest<Candidate extends string>(
  word: string,
  candidates: readonly Candidate[],
): Candidate | undefined {
  const typed = word.trim().toLowerCase();
  const longest = Math.max(0, ...candidates.map((candidate) => candidate.length));
  if (typed === '' || typed.length > longest + 3) return undefined;
  let best: { candidate: Candidate; errors: number } | undefined;
  for (const candidate of candidates) {
    const errors = typingErrors(typed, candidate.toLowerCase());
    if (errors <= tolerated(candidate) && errors < (best?.errors ?? Infinity)) best = { candidate, errors };
  }
  return best?.candidate ?? onlyBeginningWith(typed, candidates);
}

function tolerated(candidate: string): number {
  if (candidate.length <= 4) return 1;
  return candidate.length <= 8 ? 2 : 3;
}

function onlyBeginningWith<Candidate extends string>(
  typed: string,
  candidates: readonly Candidate[],
): Candidate | undefined {
  if (typed.length < 3) return undefined;
  const [shortest, ...others] = candidates
    .filter((candidate) => candidate.toLowerCase().startsWith(typed))
    .sort((a, b) => a.length - b.length);
  return shortest !== undefined && others.every((other) => other.startsWith(shortest)) ? shortest : undefined;
}

/** Letters to add, drop, replace or swap with their neighbour to make one word of the other. */
function typingErrors(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let errors = Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) errors = Math.min(errors, beforePrevious[column - 2]! + 1);
      current.push(errors);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}
