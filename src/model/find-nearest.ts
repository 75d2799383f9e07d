// Finds the known word that someone probably meant: for mistyped commands and unknown headers.

/**
 * Returns the candidate that differs from `word` by only a few typing errors (one in a short word, three in a long
 * one), ignoring case. If there is none, returns the only candidate that starts with `word`; if the others are plurals
 * of the shortest, returns the shortest.
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
    const errors = countTypingErrors(typed, candidate.toLowerCase());
    if (errors <= maxErrors(candidate) && errors < (best?.errors ?? Infinity)) best = { candidate, errors };
  }
  return best?.candidate ?? findByPrefix(typed, candidates);
}

function maxErrors(candidate: string): number {
  if (candidate.length <= 4) return 1;
  return candidate.length <= 8 ? 2 : 3;
}

function findByPrefix<Candidate extends string>(
  typed: string,
  candidates: readonly Candidate[],
): Candidate | undefined {
  if (typed.length < 3) return undefined;
  const [shortest, ...others] = candidates
    .filter((candidate) => candidate.toLowerCase().startsWith(typed))
    .sort((a, b) => a.length - b.length);
  return shortest !== undefined && others.every((other) => other.startsWith(shortest)) ? shortest : undefined;
}

/**
 * The Damerau–Levenshtein distance: how many letters have to be added, dropped, replaced, or swapped with their neighbor
 * to turn `a` into `b`.
 */
function countTypingErrors(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let errors = Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwapped) errors = Math.min(errors, beforePrevious[column - 2]! + 1);
      current.push(errors);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}
