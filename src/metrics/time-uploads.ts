// Measures how long uploads to Slack take.
import type { Files } from '../usecases/ports.ts';

/**
 * Wraps the port so that it reports each upload that succeeds.
 *
 * @param onUploaded called with the duration in milliseconds
 */
export function timeUploads(files: Files, onUploaded: (ms: number) => void): Files {
  const withTime =
    <Args extends unknown[], Result>(upload: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      const startedAt = performance.now();
      const result = await upload(...args);
      onUploaded(performance.now() - startedAt);
      return result;
    };
  return { ...files, postExport: withTime(files.postExport), postProblems: withTime(files.postProblems) };
}
