// All that goes from the app to Postgres and to Slack, one after another, and the point at which the test strikes.
import type { FakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import type { Statement } from '../statements.ts';
import { type Phase, type Stage, stageWatch } from './stages.ts';

/**
 * When to strike: before what is sent arrives, when it has arrived and its answer hasn't, or so many milliseconds
 * later.
 */
export type Moment = 'before' | 'unanswered' | number;

/** What the app sends: in which stage of its work, and to whom. */
export type Kind = { readonly stage: Stage; readonly to: 'postgres' | 'slack' };

export type Point = Kind & {
  readonly phase: Phase;
  /** Of what the app sends of this kind, counted from 0. */
  readonly nth: number;
  readonly moment: Moment;
};

/** `what` is a statement or the name of a method. */
export type Sent = Kind & { readonly what: string };

/** `by` is null where Slack is told, which doesn't know one process of the app from another. */
export type Strike<Process> = (sent: Sent, by: Process | null) => void;

export type Wire<Process> = {
  /** A phase begins, and the next strike is to be here. */
  begin(phase: Phase, point: Point | null, strike: Strike<Process>): void;
  /** What was sent since then. */
  sent(): readonly Sent[];
  /** For the process's line to the database. */
  watch(statement: Statement, by: Process): 'pass' | 'stop';
};

/** Ways to Slack on which the app does something. */
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

export function wireTo<Process>(fake: FakeSlack): Wire<Process> {
  const watch = stageWatch();
  let sent: Sent[] = [];
  let point: Point | null = null;
  let strike: Strike<Process> = () => undefined;

  for (const method of ways) {
    let moment: Moment | null = null;
    const see = () => {
      moment = look({ stage: watch.ofRequest(method), to: 'slack', what: method }, null);
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
      return stage && look({ stage, to: 'postgres', what: statement.text }, by) === 'before'
        ? 'stop'
        : 'pass';
    },
  };

  /** The moment of the strike, where this is the point. */
  function look(it: Sent, by: Process | null): Moment | null {
    sent.push(it);
    if (point?.stage !== it.stage || point.to !== it.to) return null;
    if (sent.filter(({ stage, to }) => stage === it.stage && to === it.to).length <= point.nth) return null;
    const { moment } = point;
    point = null;
    if (typeof moment === 'number') setTimeout(() => strike(it, by), moment);
    else strike(it, by);
    return moment;
  }
}
