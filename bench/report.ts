// Formats the results as Markdown tables.
import { type Cost, cpuOf } from './cost.ts';
import type { Line } from './measure-large-file.ts';
import type { PerRow } from './measure-many-files.ts';
import type { Peer } from './measure-peers.ts';
import type { Waits } from './measure-small-files.ts';
import type { Memory } from './watch-memory.ts';

type Figures = {
  readonly rows: number;
  readonly lines: readonly Line[];
  readonly small: Readonly<Record<'atFirst' | 'later' | 'same' | 'other', Waits>>;
  readonly perRow: PerRow;
  readonly memory: Memory;
  readonly loads: readonly Peer[];
};

export const report = (figures: Figures): string =>
  [...linesTable(figures.lines), '', ...targetsTable(figures), '', ...loadsTable(figures), ''].join('\n');

function linesTable(lines: readonly Line[]): string[] {
  const wall = (cost: Cost | undefined) => (cost ? cost.wall.toFixed(2) : '');
  const cpu = (cost: Cost | undefined) => (cost ? cpuCells(cost) : '');
  const ratio = ({ app, yardstick }: Line) =>
    yardstick
      ? `${(app.wall / yardstick.wall).toFixed(2)} · ${(cpuOf(app) / cpuOf(yardstick)).toFixed(2)}`
      : '';
  return [
    '| | wall | CPU: app + Postgres | yardstick: wall | CPU: client + Postgres | times: wall · CPU | at most |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...lines.map((line) => {
      const { name, app, yardstick, atMost } = line;
      return `| ${name} | ${wall(app)} | ${cpu(app)} | ${wall(yardstick)} | ${cpu(yardstick)} | ${ratio(line)} | ${atMost ?? ''} |`;
    }),
  ];
}

function targetsTable({ rows, small, perRow, memory }: Figures): string[] {
  const count = (n: number) => n.toLocaleString('en-US');
  const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  const half = (waits: Waits) => `${at(waits, 'plan', 0.5)} · ${at(waits, 'result', 0.5)} ms`;
  const worst = (waits: Waits) => `${at(waits, 'plan', 1)} · ${at(waits, 'result', 1)} ms`;
  const sizes = `${count(perRow.rowsPerFile)} rows, against one of ${count(12 * perRow.rowsPerFile)}`;
  const table: readonly [name: string, measured: string, atMost: string][] = [
    [
      'resident memory of the app: start · peak',
      `${mebibytes(memory.atStart)} · ${mebibytes(memory.peak)} MiB`,
      '150 MiB',
    ],
    ['10 new rows, share → plan · click → result: p50, no end users', half(small.atFirst), '150 · 100 ms'],
    [`the same, p50, ${count(rows)} end users`, half(small.later), '150 · 100 ms'],
    [
      `the same during an import of ${count(rows)} rows, the slowest of ${small.same.length} files`,
      worst(small.same),
      '1 · 1 s',
    ],
    [
      `the same in another workspace, the slowest of ${small.other.length} files`,
      worst(small.other),
      '1 · 1 s',
    ],
    [
      `12 files of ${sizes}: CPU of Postgres per row`,
      `${perRow.many.toFixed(0)} / ${perRow.one.toFixed(0)} µs = ${(perRow.many / perRow.one).toFixed(2)}`,
      '1.2',
    ],
  ];
  return ['| | measured | at most |', '|---|---:|---:|', ...table.map((cells) => `| ${cells.join(' | ')} |`)];
}

function loadsTable({ rows, loads }: Figures): string[] {
  const row = ({ name, cost }: Peer) =>
    cost
      ? `| ${name} | ${cost.wall.toFixed(2)} | ${cpuCells(cost)} | ${Math.round(rows / cost.wall).toLocaleString('en-US')} |`
      : `| ${name} | not installed | | |`;
  return [
    '| the file into a table of texts, nothing else | wall | CPU: client + Postgres | rows per second |',
    '|---|---:|---:|---:|',
    ...loads.map(row),
  ];
}

const cpuCells = ({ client, postgres }: Cost): string => `${client.toFixed(2)} + ${postgres.toFixed(2)}`;

/** The wait that this share of the files doesn't exceed, in whole milliseconds. */
function at(waits: Waits, what: keyof Waits[number], share: number): number {
  const sorted = waits.map((wait) => wait[what]).sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
}
