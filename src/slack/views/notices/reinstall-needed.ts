// Tells who can do something about it that the app stops working in this workspace unless it is installed again.
import { lines } from '../../block-kit/part.ts';
import { code, date, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** @param expiresAt when the last valid token of the workspace expires */
export function reinstallNeeded(expiresAt: Date): View {
  return view(
    lines(
      richText`⚠️ I lost the permission to renew my access to this workspace. I stop working here at ${date(expiresAt)}. No data is lost.`,
      richText`Please install the app again before then: open ${code('/slack/install')} at the app's address, as when it was installed. If you don't know the address, ask whoever runs the app.`,
    ),
  );
}
