// When Slack is taken to reach the app.
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

/** The gaps that were told since the last look. */
function toldBy(line: Connectivity): { told(): number[]; end(): void } {
  const gaps: number[] = [];
  const end = line.onReachable((gapMs) => gaps.push(gapMs));
  return { told: () => gaps.splice(0), end };
}

describe('over HTTP Slack is heard', () => {
  it('at the start, and then by its requests alone: a process that listens may be out of reach', () => {
    const line = createHttpConnectivity();
    const { told } = toldBy(line);
    expect(told()).toEqual([minuteMs]);
    vi.advanceTimersByTime(60 * minuteMs);
    expect(told()).toEqual([]);
    line.requestReceived();
    expect(told()).toHaveLength(1);
  });

  it('by the first of many requests at once, and by the last of them soon', () => {
    const line = createHttpConnectivity();
    const { told } = toldBy(line);
    told();
    for (let n = 0; n < 100; n++) line.requestReceived();
    expect(told()).toHaveLength(1);
    vi.advanceTimersByTime(minuteMs / 2);
    expect(told()).toHaveLength(1);
    vi.advanceTimersByTime(60 * minuteMs);
    expect(told()).toEqual([]);
  });

  it('again before Slack gives up on an event, or what came before may be lost', () => {
    const line = createHttpConnectivity();
    const { told } = toldBy(line);
    told();
    line.requestReceived();
    const [gapMs] = told();
    expect(gapMs).toBeLessThan(6 * minuteMs);
  });

  it('no more once it ended', () => {
    const line = createHttpConnectivity();
    const { told, end } = toldBy(line);
    line.requestReceived();
    line.requestReceived();
    told();
    end();
    line.requestReceived();
    vi.advanceTimersByTime(60 * minuteMs);
    expect(told()).toEqual([]);
  });
});

describe('over a socket Slack is heard', () => {
  const open = () => {
    const client = new EventEmitter();
    const line = createSocketConnectivity({ client } as unknown as Pick<SocketModeReceiver, 'client'>);
    return { client, ...toldBy(line) };
  };

  it('while it is open, and each time when it is again: nothing was then, however short it was closed', () => {
    const { client, told, end } = open();
    vi.advanceTimersByTime(minuteMs);
    expect(told()).toEqual([]);
    client.emit('connected');
    expect(told()).toEqual([0]);
    vi.advanceTimersByTime(minuteMs);
    expect(told()).toEqual([2 * minuteMs, 2 * minuteMs]);
    client.emit('reconnecting');
    vi.advanceTimersByTime(60 * minuteMs);
    expect(told()).toEqual([]);
    client.emit('connected');
    expect(told()).toEqual([0]);
    end();
    client.emit('connected');
    vi.advanceTimersByTime(60 * minuteMs);
    expect(told()).toEqual([]);
  });
});
