// When Slack is known to reach the app, and how long it may not have reached the app before.
import { EventEmitter } from 'node:events';
import type { SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Connectivity,
  createHttpConnectivity,
  createSocketConnectivity,
} from '../../../src/slack/transport/connectivity.ts';

const minuteMs = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Subscribes. `takeGaps` returns the gaps of the callbacks since the last call, in ms. */
function subscribe(connectivity: Connectivity): { takeGaps(): number[]; end(): void } {
  const gaps: number[] = [];
  const end = connectivity.onReachable((gapMs) => gaps.push(gapMs));
  return { takeGaps: () => gaps.splice(0), end };
}

describe('over HTTP, Slack reaches the app', () => {
  it('at the start, and then only with a request: a process that listens may be unreachable', () => {
    const connectivity = createHttpConnectivity();
    const { takeGaps } = subscribe(connectivity);
    expect(takeGaps()).toEqual([minuteMs]);
    vi.advanceTimersByTime(60 * minuteMs);
    expect(takeGaps()).toEqual([]);
    connectivity.requestReceived();
    expect(takeGaps()).toHaveLength(1);
  });

  it('with the first of many requests at once, and with the last of them soon after', () => {
    const connectivity = createHttpConnectivity();
    const { takeGaps } = subscribe(connectivity);
    takeGaps();
    for (let n = 0; n < 100; n++) connectivity.requestReceived();
    expect(takeGaps()).toHaveLength(1);
    vi.advanceTimersByTime(minuteMs / 2);
    expect(takeGaps()).toHaveLength(1);
    vi.advanceTimersByTime(60 * minuteMs);
    expect(takeGaps()).toEqual([]);
  });

  it('without a loss only if the gap is shorter than the time for which Slack retries an event', () => {
    const connectivity = createHttpConnectivity();
    const { takeGaps } = subscribe(connectivity);
    takeGaps();
    connectivity.requestReceived();
    const [gapMs] = takeGaps();
    expect(gapMs).toBeLessThan(6 * minuteMs);
  });

  it('without a callback after the subscription ended', () => {
    const connectivity = createHttpConnectivity();
    const { takeGaps, end } = subscribe(connectivity);
    connectivity.requestReceived();
    connectivity.requestReceived();
    takeGaps();
    end();
    connectivity.requestReceived();
    vi.advanceTimersByTime(60 * minuteMs);
    expect(takeGaps()).toEqual([]);
  });
});

describe('over a socket, Slack reaches the app', () => {
  const open = () => {
    const client = new EventEmitter();
    const connectivity = createSocketConnectivity({ client } as unknown as Pick<
      SocketModeReceiver,
      'client'
    >);
    return { client, ...subscribe(connectivity) };
  };

  it('while the socket is open, and when it opens again: events during the shortest gap may be lost', () => {
    const { client, takeGaps, end } = open();
    vi.advanceTimersByTime(minuteMs);
    expect(takeGaps()).toEqual([]);
    client.emit('connected');
    expect(takeGaps()).toEqual([0]);
    vi.advanceTimersByTime(minuteMs);
    expect(takeGaps()).toEqual([2 * minuteMs, 2 * minuteMs]);
    client.emit('reconnecting');
    vi.advanceTimersByTime(60 * minuteMs);
    expect(takeGaps()).toEqual([]);
    client.emit('connected');
    expect(takeGaps()).toEqual([0]);
    end();
    client.emit('connected');
    vi.advanceTimersByTime(60 * minuteMs);
    expect(takeGaps()).toEqual([]);
  });
});
