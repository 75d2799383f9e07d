// Prints the figures of a long run, for the note of whoever ran it.
export function report(name: string, figures: object): void {
  process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
}
