// Files as they are, but with a clock on the uploads that come to their end.
import type { Files } from '../usecases/ports.ts';

/** @param onUploaded called with how long it took, in ms */
export function timeUploads(files: Files, onUploaded: (ms: number) => void): Files {
  const timed =
    <Args extends unknown[], Result>(upload: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      const begun = performance.now();
      const posted = await upload(...args);
      onUploaded(performance.now() - begun);
      return posted;
    };
  return { ...files, postExport: timed(files.postExport), postProblems: timed(files.postProblems) };
}
