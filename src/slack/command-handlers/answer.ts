// What each command is answered with.

import type { View } from '../block-kit/view.ts';
import type { Command, Mistyped } from '../commands/command.ts';

/** Who asked, and where. */
export type Asked = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly channelId: string;
  /** Opens a form for the member, for three seconds. */
  readonly triggerId: string;
};

/** What a form says that was opened for the member, there is nothing to say beside. */
export const inForm = 'in a form';
export type Answer = View | typeof inForm;

type Typed = Command | Mistyped;
export type Answers = {
  readonly [Name in Typed['name']]: (typed: Extract<Typed, { name: Name }>, asked: Asked) => Promise<Answer>;
};
