// Retries a short transaction that failed because of a concurrent one. A member is waiting, and the other transaction has
// usually ended by then.
import { isSerializationFailure } from './serialization-failure.ts';

const maxAttempts = 5;

/** @throws what `work` throws; a serialization failure only after five attempts */
export async function retryOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= maxAttempts || !isSerializationFailure(error)) throw error;
    }
  }
}
