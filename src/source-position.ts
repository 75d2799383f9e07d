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
export const atSource = (frame: string): string =>
  frame.replace(position, (compiled: string, place: string, line: string, column: string) => {
    try {
      const file = place.startsWith('file:') ? fileURLToPath(place) : place;
      // Errors are rare: their maps are not kept.
      const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
      if (!('originalSource' in entry)) return compiled;
      const source = path.resolve(path.dirname(file), entry.originalSource);
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    } catch {
      // No map, or no address of a file: an error must be logged nevertheless.
      return compiled;
    }
  });
