// Scrapes the metrics of an app.
import type { RunningApp } from '../../src/app.ts';

export type Metrics = {
  readonly text: string;
  /** The value of a sample, by its name and labels: `endusers_imports{state="planned"}`. Undefined if it is missing. */
  sample(name: string): number | undefined;
};

export async function scrapeMetrics({ port }: Pick<RunningApp, 'port'>): Promise<Metrics> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (response.status !== 200) throw new Error(`the app answered a scrape with ${response.status}`);
  const text = await response.text();
  const samples = new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
  return { text, sample: (name) => samples.get(name) };
}
