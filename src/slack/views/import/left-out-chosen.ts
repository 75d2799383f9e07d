// Answers the form about what to leave out of a plan.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function leftOutChosen(isSomething: boolean): View {
  return view(
    lines(
      isSomething
        ? richText`✅ I'm making the plan without that. The new plan will be in the thread.`
        : richText`✅ Nothing is left out. The new plan will be in the thread.`,
    ),
  );
}
