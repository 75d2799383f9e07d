// Mentions the member who waited for a plan or a result: Slack doesn't notify anyone of an edited message.
import { lines } from '../../block-kit/part.ts';
import { member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

type WorkEnded = {
  readonly of: 'plan' | 'result';
  readonly importId: number;
  readonly memberId: string;
};

export function workEnded({ of, importId, memberId }: WorkEnded): View {
  const what =
    of === 'plan'
      ? `the plan of import ${importId} is ready. Please decide on it in this thread.`
      : `the result of import ${importId} is in this thread.`;
  return view(lines(richText`⏰ ${member(memberId)}, ${what}`));
}
