// Timeouts for promises.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { settleWithin, withTimeout } from '../src/timeout.ts';

const never = new Promise<never>(() => undefined);
const longMs = 60_000;

describe('a promise with a timeout', () => {
  it('settles as it would without, when it is in time', async () => {
    await expect(withTimeout(Promise.resolve('done'), longMs, () => 'late')).resolves.toBe('done');
    await expect(withTimeout(Promise.reject(new Error('no')), longMs, () => 'late')).rejects.toThrow('no');
  });

  it('settles as the fallback does, when it is late', async () => {
    await expect(withTimeout(never, 5, () => 'late')).resolves.toBe('late');
    const failing = withTimeout(never, 5, () => {
      throw new Error('too late');
    });
    await expect(failing).rejects.toThrow('too late');
  });

  it('leaves no unhandled rejection when it fails after the timeout', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const failsLater = sleep(20).then(() => {
      throw new Error('later');
    });
    await withTimeout(failsLater, 1, () => undefined);
    await sleep(40);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('leaves no timer behind, so that the process can end', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const before = timers();
    const onTimeout = vi.fn();
    await withTimeout(Promise.resolve(), longMs, onTimeout);
    await sleep(1);
    expect(timers()).toBeLessThanOrEqual(before);
    expect(onTimeout).not.toHaveBeenCalled();
  });
});

describe('waiting for a promise to settle', () => {
  it('ends with the promise, whether or not it succeeds', async () => {
    await expect(settleWithin(Promise.resolve(1), longMs)).resolves.toBeUndefined();
    await expect(settleWithin(Promise.reject(new Error('no')), longMs)).resolves.toBeUndefined();
  });

  it('ends after the time at the latest', async () => {
    await expect(settleWithin(never, 5)).resolves.toBeUndefined();
  });
});
