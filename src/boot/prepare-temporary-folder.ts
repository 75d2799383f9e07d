// Prepares the folder for temporary files, which exports and problem files need: removes leftovers, and tries a write.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { ConfigError } from '../config.ts';
import { sweepTemporaryFiles, withTemporaryFile } from '../usecases/temporary-file.ts';

/** @throws ConfigError when the folder is not writable */
export async function prepareTemporaryFolder(): Promise<void> {
  try {
    await sweepTemporaryFiles();
    await withTemporaryFile((file) => writeFile(file, ''));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(
      `Can't start: TMPDIR ${tmpdir()}, the folder for temporary files, is not writable (${code}).`,
      { cause },
    );
  }
}
