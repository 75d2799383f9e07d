// Records everything that the app sends to Postgres and to Slack, in its order, and strikes at a given point.
import type { FakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import type { Statement } from '../postgres-statements.ts';
import { type Phase, type Stage, stageWatch } from './stages.ts';

/** When to strike: before the statement or request arrives, before its answer arrives, or so many milliseconds later. */
export type Moment = 'before' | 'unanswered' | number;

/** The stage of work in which the app sends something, and the receiver. */
export type Kind = { readonly stage: Stage; readonly to: 'postgres' | 'slack' };

export type Point = Kind & {
  readonly phase: Phase;
  /** Counts what the app sends of this kind, from 0. */
  readonly nth: number;
  readonly moment: Moment;
};

/** `what` is a statement, or the name of a method of Slack. */
export type Sent = Kind & { readonly what: string };

/** `by` is null for a request to Slack, which doesn't know the processes of the app apart. */
export type Strike<Process> = (sent: Sent, by: Process | null) => void;

export type Wire<Process> = {
  /** Begins a phase, and sets the point at which to strike in it. */
  begin(phase: Phase, point: Point | null, strike: Strike<Process>): void;
  /** Everything that was sent since then. */
  sent(): readonly Sent[];
  /** For the proxy between the process and the database. */
  watch(statement: Statement, by: Process): 'pass' | 'stop';
};

/** Requests to Slack that belong to the app's work. */
const ways = [
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'chat.getPermalink',
  'conversations.replies',
  'conversations.history',
  'conversations.info',
  'files.info',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
  'users.info',
  'download',
  'upload',
];

export function watchTraffic<Process>(fake: FakeSlack): Wire<Process> {
  const watch = stageWatch();
  let sent: Sent[] = [];
  let point: Point | null = null;
  let strike: Strike<Process> = () => undefined;

  for (const method of ways) {
    let moment: Moment | null = null;
    const see = () => {
      moment = record({ stage: watch.ofRequest(method), to: 'slack', what: method }, null);
      return moment === 'before';
    };
    fake.faults.add({ method, times: Infinity, when: see, answer: 'reset' });
    const wasSeen = () => moment === 'unanswered';
    fake.faults.add({ method, times: Infinity, when: wasSeen, answer: { acceptThenFail: true } });
  }

  return {
    begin(phase, next, onStrike) {
      watch.begin(phase);
      sent = [];
      point = next;
      strike = onStrike;
    },
    sent: () => sent,
    watch(statement, by) {
      const stage = watch.ofStatement(statement);
      return stage && record({ stage, to: 'postgres', what: statement.text }, by) === 'before'
        ? 'stop'
        : 'pass';
    },
  };

  /** The moment of the strike if this is the point, else null. */
  function record(one: Sent, by: Process | null): Moment | null {
    sent.push(one);
    if (point?.stage !== one.stage || point.to !== one.to) return null;
    if (sent.filter(({ stage, to }) => stage === one.stage && to === one.to).length <= point.nth) return null;
    const { moment } = point;
    point = null;
    if (typeof moment === 'number') setTimeout(() => strike(one, by), moment);
    else strike(one, by);
    return moment;
  }
}
