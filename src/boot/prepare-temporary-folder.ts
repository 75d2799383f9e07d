// Sees to it that the app can make temporary files: exports and problem files need them.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { ConfigError } from '../config.ts';
import { sweepTemporaryFiles, withTemporaryFile } from '../usecases/temporary-file.ts';

/** @throws WrongConfig where none can be made */
export async function prepareTemporaryFolder(): Promise<void> {
  try {
    await sweepTemporaryFiles();
    await withTemporaryFile((file) => writeFile(file, ''));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(
      `Can't start: no file can be made in ${tmpdir()}, the folder of TMPDIR (${code}).`,
      { cause },
    );
  }
}
