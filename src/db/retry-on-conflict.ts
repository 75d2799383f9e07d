// Tries a short transaction again that another one overtook: a member waits, and the other one is done by then.
import { isSerializationFailure } from './serialization-failure.ts';

const times = 5;

/** @throws what `work` throws, also when it was overtaken five times */
export async function retryOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let left = times; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left <= 1 || !isSerializationFailure(error)) throw error;
    }
  }
}
