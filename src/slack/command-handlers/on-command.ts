// The slash command. Slack waits three seconds, and shows the answer to nobody but the member.
import type { App } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import type { IsFirst } from '../../usecases/notices/deduplicate-events.ts';
import type { Rights } from '../access/authorize.ts';
import { slashCommand } from '../commands/commands.ts';
import { parseCommand, permissionOf } from '../commands/parse-command.ts';
import { type BackgroundWork, withinAckDeadline } from '../transport/background-work.ts';
import { oneMoment } from '../views/notices/one-moment.ts';
import { somethingBroke } from '../views/notices/something-broke.ts';
import { type Answer, type Asked, inForm } from './answer.ts';
import type { answers } from './answers.ts';

type Parts = {
  readonly answer: ReturnType<typeof answers>;
  readonly rights: Rights;
  readonly isFirst: IsFirst;
  readonly goOn: BackgroundWork['runInBackground'];
  readonly log: Log;
};

const heardBefore = 'heard before';
type Silence = typeof heardBefore | typeof inForm;
const isSilence = (answer: Answer | Silence | null): answer is Silence =>
  answer === heardBefore || answer === inForm;

export function onCommand(app: App, { answer, rights, isFirst, goOn, log }: Parts): void {
  app.command(slashCommand, async ({ command, context, ack, respond }) => {
    const asked = {
      workspaceId: context.teamId ?? command.team_id,
      memberId: command.user_id,
      channelId: command.channel_id,
      triggerId: command.trigger_id,
    };
    const answered = answerOrApology(command.text, command.trigger_id, asked);
    const early = await withinAckDeadline(answered);
    if (isSilence(early)) return ack();
    await ack({ response_type: 'ephemeral', ...(early ?? oneMoment()) });
    if (early) return;
    goOn(
      answered.then(async (late) => {
        if (!isSilence(late)) await respond({ response_type: 'ephemeral', ...late });
      }),
    );
  });

  async function answerOrApology(
    text: string,
    eventId: string,
    asked: Asked,
  ): Promise<Answer | typeof heardBefore> {
    try {
      if (!(await isFirst({ workspaceId: asked.workspaceId, eventId }))) return heardBefore;
      const typed = parseCommand(text);
      const refusal = await rights.refusalOf(asked.workspaceId, asked.memberId, permissionOf(typed));
      if (refusal) return refusal;
      // Which answer belongs to which command is what the table's type says; TypeScript can't follow it here.
      const reply = answer[typed.name] as (read: typeof typed, asked: Asked) => Promise<Answer>;
      return await reply(typed, asked);
    } catch (error) {
      const reference = newErrorReference();
      log.error({ err: error, reference, workspaceId: asked.workspaceId }, 'a command failed');
      return somethingBroke(reference);
    }
  }
}
