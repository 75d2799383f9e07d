// Tells the stage of the app's work from what the app sends to Postgres and to Slack.
import type { Statement } from '../postgres-statements.ts';

export const stages = ['reading', 'planning', 'applying', 'undoing', 'exporting', 'posting'] as const;
export type Stage = (typeof stages)[number];

/** What a member does, and the stage in which the app begins to work on it. */
export const phases = {
  share: 'reading',
  apply: 'applying',
  undo: 'undoing',
  redo: 'undoing',
  export: 'exporting',
} as const satisfies Record<string, Stage>;
export type Phase = keyof typeof phases;

/** Slack's methods that post something, or look up whether it was posted. */
const posting = /^(chat\.|upload$|files\.(getUpload|completeUpload)|conversations\.(replies|history|open)$)/;
const notesPosted = /^update "(import|export)" set .*"(message_ts|problem_file_id|slack_file_id)" = /;

/** These statements store the work; the stage ends with their transaction. */
const staged = /^update "import" set .*"staged_rows" = /;
const ends = /^update "import" set .*"(plan|apply_ms|undo)" = |^update "export" set .*"snapshot" = /;

/** Statements that belong to no work: they come at intervals. */
const beats = /^(with running as|with session as|update job set leased_until|listen |select 1$)/i;

export type StageWatch = {
  begin(phase: Phase): void;
  /** The stage that this statement belongs to; null if it belongs to no work. */
  ofStatement(statement: Statement): Stage | null;
  ofRequest(method: string): Stage;
};

export function stageWatch(): StageWatch {
  let stage: Stage = 'posting';
  const ending = new Set<object>();
  return {
    begin(phase) {
      stage = phases[phase];
    },
    ofStatement({ from, connection, text }) {
      if (from === 'endusers migration' || beats.test(text)) return null;
      const now = notesPosted.test(text) ? 'posting' : stage;
      if (staged.test(text)) stage = 'planning';
      if (ends.test(text)) ending.add(connection);
      if (ending.has(connection) && (text === 'commit' || text.startsWith('update "export"'))) {
        ending.delete(connection);
        stage = 'posting';
      }
      return now;
    },
    ofRequest: (method) => (posting.test(method) ? 'posting' : stage),
  };
}
