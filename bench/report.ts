// Formats the results as a Markdown table.
import type { AppFigures } from './measure-app.ts';
import type { Yardstick } from './yardsticks.ts';

export function report(
  rows: number,
  app: AppFigures,
  yardsticks: readonly Yardstick[],
  history: readonly Yardstick[],
): string {
  const perSecond = (seconds: number) => Math.round(rows / seconds).toLocaleString('en-US');
  const line = ({ name, seconds }: Yardstick) =>
    `| ${name} | ${seconds.toFixed(1)} | ${perSecond(seconds)} |`;
  const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
  const at = (share: number) =>
    `${Math.round(app.answers[Math.ceil(app.answers.length * share) - 1] ?? 0)} ms`;
  return [
    `${rows.toLocaleString('en-US')} rows`,
    '',
    '| what | seconds | rows per second |',
    '|---|---:|---:|',
    ...app.stages.map(line),
    ...history.map(line),
    ...yardsticks.map((yardstick) => line({ ...yardstick, name: `*yardstick:* ${yardstick.name}` })),
    '',
    `Resident memory of the app: ${mebibytes(app.memory.atStart)} at the start, ${mebibytes(app.memory.peak)} at most.`,
    `Meanwhile, ${app.answers.length} commands were answered: half within ${at(0.5)}, 95% within ${at(0.95)}, all within ${at(1)}.`,
    '',
  ].join('\n');
}
