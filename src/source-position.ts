// Positions in the sources instead of in the compiled files, for stacks in the log. Node would do so by itself
// (`--enable-source-maps`), but keeps the map of each module that it loads in memory: 8 MiB.
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const position = /((?:file:\/\/)?\/[^\s()]+\.js):(\d+):(\d+)/;

/**
 * @param frame of a stack: `at run (file:///app/dist/main.js:12:3)`
 * @returns `at run (/app/src/main.ts:15:5)`; the frame as it is if its file has no map
 */
export function atSource(frame: string): string {
  return frame.replace(position, (compiled: string, place: string, line: string, column: string) => {
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    const entry = readMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return compiled;
    const source = path.resolve(path.dirname(file), entry.originalSource);
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

/** Errors are rare: their maps are not kept. */
function readMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
  } catch {
    return null;
  }
}
