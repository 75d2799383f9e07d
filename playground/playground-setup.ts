// What `npm run playground` and `npm run dev` have in common: their settings, and the preparation of a new workspace.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FakeSlack } from './fake-slack/fake-slack.ts';

export type PlaygroundSetup = {
  /**
   * Kept between starts, unlike the messages of the fake. The ids in the fake's workspace are fixed, so stored data
   * still matches. Not the folder of `npm start`.
   */
  readonly dataDir: string;
  readonly logFile: string;
  /** True on the first start. */
  readonly isNew: boolean;
  /** The port of the fake Slack and its page; 0 takes a free port. */
  readonly port: number;
};

/** Reads DATA_DIR and PORT from the environment. */
export function readSetup(): PlaygroundSetup {
  const dataDir = process.env.DATA_DIR ?? path.join(import.meta.dirname, '../.data/playground');
  return {
    dataDir,
    logFile: path.join(dataDir, 'app.log'),
    isNew: !existsSync(dataDir),
    port: Number(process.env.PORT ?? 4321),
  };
}

/** In a new workspace, lets every member import and edit. Later changes by the player are kept. */
export async function prepareWorkspace(fake: FakeSlack): Promise<void> {
  await fake.member('dana').command('random', '/endusers settings default role edit');
}

/** Returns a sentence about an error at the start. */
export function startError(error: unknown, { port }: PlaygroundSetup): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  return isTaken ? `Port ${port} is taken. Set PORT to use another one.` : error.message;
}
