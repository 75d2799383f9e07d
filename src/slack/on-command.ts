// The slash command. Slack waits three seconds, and shows the answer to nobody but the member.
import type { App } from '@slack/bolt';
import type { Log } from '../log.ts';
import { newReference } from '../reference.ts';
import type { Asked, answers } from './answers.ts';
import { type Background, soon } from './background.ts';
import { slashCommand } from './commands.ts';
import { deedOf, parseCommand } from './parse-command.ts';
import type { Rights } from './rights.ts';
import { oneMoment } from './views/one-moment.ts';
import { somethingBroke } from './views/something-broke.ts';
import type { View } from './views/view.ts';

type Parts = {
  readonly answer: ReturnType<typeof answers>;
  readonly rights: Rights;
  readonly goOn: Background['goOn'];
  readonly log: Log;
};

export function onCommand(app: App, { answer, rights, goOn, log }: Parts): void {
  app.command(slashCommand, async ({ command, context, ack, respond }) => {
    const asked = {
      workspaceId: context.teamId ?? command.team_id,
      memberId: command.user_id,
      channelId: command.channel_id,
    };
    const answered = answerOrApology(command.text, asked);
    const early = await soon(answered);
    await ack({ response_type: 'ephemeral', ...(early ?? oneMoment()) });
    if (!early) goOn(answered.then((late) => respond({ response_type: 'ephemeral', ...late })));
  });

  async function answerOrApology(text: string, asked: Asked): Promise<View> {
    try {
      const typed = parseCommand(text);
      const refusal = await rights.refusalOf(asked.workspaceId, asked.memberId, deedOf(typed));
      if (refusal) return refusal;
      // Which answer belongs to which command is what the table's type says; TypeScript can't follow it here.
      const reply = answer[typed.name] as (read: typeof typed, asked: Asked) => Promise<View>;
      return await reply(typed, asked);
    } catch (error) {
      const reference = newReference();
      log.error({ err: error, reference, workspace: asked.workspaceId }, 'a command failed');
      return somethingBroke(reference);
    }
  }
}
