// Notices when the network silently drops the connections to the database: then no query is ever answered, and no error
// says so, while new connections work.
import type postgres from 'postgres';
import { withTimeout } from '../timeout.ts';

/** How often the connection is tested, in ms. */
const pauseMs = 2_000;

/** The same after an error, which means that there is no connection to test. */
const reconnectMs = 250;

/** How long an answer may take, in ms; a busy machine answers much sooner. */
const deadlineMs = 3_000;

export type ConnectionMonitor = {
  /** For how long each test was answered, in ms; 0 if the latest one was not. */
  answeringMs(): number;
  stop(): void;
};

type Test = { readonly sentAt: number; readonly outcome: Promise<boolean>; settled: boolean };

/**
 * Tests a connection of its own every few seconds. A connection error is no news: the driver connects again, and here at
 * once. For the test stands for the other connections, which must not be older than this one.
 *
 * @param open makes a client with one connection, and calls back when the connection is closed
 * @param onSilence the connection was silent when a new one was answered, so other connections may be silent as well
 */
export function startConnectionMonitor(
  open: (onClose: () => void) => postgres.Sql,
  onSilence: () => void,
): ConnectionMonitor {
  let canary = open(reconnect);
  let test: Test | null = null;
  let timer: NodeJS.Timeout | undefined;
  let answering: { readonly since: number; readonly until: number } | null = null;
  let checking = false;
  let stopped = false;
  schedule(0);

  return {
    // An old answer says nothing: the process may have been paused since.
    answeringMs: () => (answering && isRecent(answering.until) ? answering.until - answering.since : 0),
    stop() {
      stopped = true;
      clearTimeout(timer);
      void canary.end({ timeout: 0 });
    },
  };

  function reconnect(): void {
    schedule(answering ? 0 : reconnectMs);
  }

  function schedule(ms: number): void {
    clearTimeout(timer);
    if (!stopped && !checking) timer = setTimeout(run, ms).unref();
  }

  async function run(): Promise<void> {
    checking = true;
    await check();
    checking = false;
    schedule(answering || test ? pauseMs : reconnectMs);
  }

  async function check(): Promise<void> {
    // A test that is still unanswered stays the only one: more of them would only queue up behind it.
    test ??= send(canary);
    const leftMs = Math.max(0, test.sentAt + deadlineMs - performance.now());
    const answered = await withTimeout(test.outcome, leftMs, () => null);
    if (answered !== null) test = null;
    if (answered !== null || !(await isNewConnectionAnswered())) return record(answered ?? false);
    record(true);
    // While this process was busy or paused, the answer arrived with the one to the new connection.
    if (test?.settled) test = null;
    else if (!stopped) replaceCanary();
  }

  function record(answered: boolean): void {
    const until = performance.now();
    const since = answering && isRecent(answering.until) ? answering.since : until;
    answering = answered ? { since, until } : null;
  }

  async function isNewConnectionAnswered(): Promise<boolean> {
    const client = open(() => undefined);
    const answered = await withTimeout(send(client).outcome, deadlineMs, () => false);
    void client.end({ timeout: 0 });
    return answered;
  }

  function replaceCanary(): void {
    void canary.end({ timeout: 0 });
    canary = open(reconnect);
    // At once: it must not be made after the connections that it stands for.
    test = send(canary);
    onSilence();
  }
}

const isRecent = (at: number): boolean => performance.now() - at < 5 * (pauseMs + deadlineMs);

/** The outcome is whether the database answered; it never rejects. */
function send(client: postgres.Sql): Test {
  const outcome = client.unsafe('select 1').then(
    () => true,
    () => false,
  );
  const test: Test = { sentAt: performance.now(), outcome, settled: false };
  void outcome.then(() => {
    test.settled = true;
  });
  return test;
}
