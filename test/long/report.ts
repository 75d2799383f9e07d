// Prints the figures of a long run, for the note of whoever ran it, and counts what the app logged.
export function report(name: string, figures: object): void {
  process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
}

/** How often the app logged each warning and error, with the code of its error. */
export function troublesIn(output: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [, level, rest = ''] of output.matchAll(/^\{"level":(\d+),(.*)\}$/gm)) {
    if (Number(level) < 40) continue;
    const [, message = ''] = /"msg":"([^"]*)"/.exec(rest) ?? [];
    const [, code = ''] = /"code":"(\w+)"/.exec(rest) ?? [];
    const name = `${message} ${code}`.trim();
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
