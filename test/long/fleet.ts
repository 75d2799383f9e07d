// Processes of the app on one database, which a test kills, pauses, and cuts off; Slack reaches them in turn.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { type AppProcess, appProcess, type Program } from '../app/app-process.ts';
import { closeAtEnd } from '../app/close-at-end.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../app/database-proxy.ts';
import { settingsFor } from '../app/running-app.ts';

/** More than any start takes, on a busy machine and while Postgres restarts. */
const startWithinMs = 180_000;

type Settings = Readonly<Record<string, string>>;

/** `isUp`: it was ready, and is neither killed nor paused. */
type Member = {
  readonly app: AppProcess;
  readonly line: DatabaseProxy;
  readonly port: number;
  isUp: boolean;
};

export type Fleet = Awaited<ReturnType<typeof openFleet>>;

/** @param programs one process each; a killed one is replaced by one of the same program */
export async function openFleet(
  fake: FakeSlack,
  url: string,
  programs: readonly Program[],
  settings: Settings = settingsFor(fake),
) {
  const members: (Member | null)[] = programs.map(() => null);
  const outputs: AppProcess['output'][] = [];
  let largestMb = 0;
  for (const at of programs.keys()) await start(at);

  // As a load balancer does, which doesn't know yet which process is gone.
  let turn = 0;
  const timer = setInterval(() => {
    for (const member of members) if (member) largestMb = Math.max(largestMb, memoryInMb(member.app.pid));
    turn += 1;
    const { port } = members[turn % members.length] ?? members.find((member) => member !== null) ?? {};
    if (port !== undefined) deliverTo(port);
  }, 700);
  closeAtEnd(() => clearInterval(timer));

  return {
    size: programs.length,
    pids: () => members.flatMap((member) => (member ? [member.app.pid] : [])),
    output: () => outputs.map((output) => output().stdout + output().stderr).join(''),
    largestMb: () => largestMb,
    /**
     * Kills it without a warning and starts another one in its place; not the last one that is up, because on a busy
     * machine a start takes longer than the pause between two faults.
     */
    async kill(at: number): Promise<void> {
      const others = members.filter((member, other) => other !== at && member?.isUp);
      if (others.length === 0 && members.length > 1) return;
      const member = takeUp(at);
      if (!member) return;
      members[at] = null;
      member.app.kill('SIGKILL');
      await member.app.ended;
      member.line.cut();
      await start(at);
    },
    async pause(at: number, ms: number): Promise<void> {
      const member = takeUp(at);
      if (!member) return;
      member.app.kill('SIGSTOP');
      await sleep(ms);
      member.app.kill('SIGCONT');
      member.isUp = true;
    },
    async cut(at: number, ms: number): Promise<void> {
      const member = members[at];
      if (!member) return;
      member.line.cut();
      await sleep(ms);
      // Killed in the meantime: its line stays cut.
      if (members[at] === member) member.line.restore();
    },
  };

  function takeUp(at: number): Member | null {
    const member = members[at];
    if (!member?.isUp) return null;
    member.isUp = false;
    return member;
  }

  async function start(at: number): Promise<void> {
    const line = await startDatabaseProxy(url);
    const app = appProcess({ ...settings, DATABASE_URL: line.url }, programs[at]);
    outputs.push(app.output);
    const port = await app.ready(startWithinMs);
    members[at] = { app, line, port, isUp: true };
    deliverTo(port);
  }

  function deliverTo(port: number): void {
    // In Socket Mode, Slack delivers over the sockets that the processes open.
    if (!('SLACK_APP_TOKEN' in settings)) fake.connect(`http://127.0.0.1:${port}`);
  }
}

export function memoryInMb(pid: number): number {
  try {
    const kb = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kb ?? 0) / 1024);
  } catch {
    return 0; // it has ended
  }
}
