// Commands about what is stored of one end user: a statement of it, and its erasure.
import type { NamedEndUser } from '../../model/personal-data.ts';
import { identifyEndUser } from '../../usecases/end-users/identify-end-user.ts';
import { requestPersonalData } from '../../usecases/end-users/send-personal-data.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { endUserWasErased } from '../views/end-users/end-user-erased.ts';
import { endUserNotFound } from '../views/end-users/end-user-not-found.ts';
import { eraseAsked, noEndUserWithEmail, whichEndUser } from '../views/end-users/erase-asked.ts';
import { personalDataComing } from '../views/end-users/personal-data-sent.ts';
import type { Invocation } from './command-handler.ts';

type PersonalDataCommand = Extract<Command, { name: 'erase' | 'data' }>;

export const handleErase = (
  context: SlackContext,
  command: Extract<Command, { name: 'erase' }>,
  invocation: Invocation,
): Promise<View> => answerAbout(context, command, invocation, async (endUser) => eraseAsked(endUser));

export const handleData = (
  context: SlackContext,
  command: Extract<Command, { name: 'data' }>,
  invocation: Invocation,
): Promise<View> =>
  answerAbout(context, command, invocation, async (endUser) => {
    const { workspaceId, memberId } = invocation;
    await requestPersonalData(context, { workspaceId, endUserId: endUser.id, memberId });
    return personalDataComing(endUser);
  });

/** Never guesses which of several is meant. */
async function answerAbout(
  context: SlackContext,
  { name, of }: PersonalDataCommand,
  { workspaceId }: Invocation,
  answer: (endUser: NamedEndUser) => Promise<View>,
): Promise<View> {
  const { endUsers, erasure } = await identifyEndUser(context, workspaceId, of);
  const [first, ...others] = endUsers;
  if (erasure && !first) return endUserWasErased(erasure);
  if (!first) return 'id' in of ? endUserNotFound(of.id) : noEndUserWithEmail(of.email);
  if (others.length > 0 && 'email' in of) return whichEndUser(name, of.email, endUsers);
  return answer(first);
}
