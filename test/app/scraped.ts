// What a scrape of an app has, by name and labels as they are written.
import type { RunningApp } from '../../src/app.ts';

export type Scraped = {
  readonly text: string;
  /** Of a sample such as `endusers_imports{state="planned"}`; undefined where there is none. */
  sample(name: string): number | undefined;
};

export async function scraped({ port }: Pick<RunningApp, 'port'>): Promise<Scraped> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (response.status !== 200) throw new Error(`a scrape was answered with ${response.status}`);
  const text = await response.text();
  const samples = new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
  return { text, sample: (name) => samples.get(name) };
}
