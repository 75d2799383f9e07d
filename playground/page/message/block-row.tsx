// A block of a message or modal. slack-blocks-to-jsx renders its text; we render its controls, because those of the
// library don't react.
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import { type Block, controlsOf } from '../../block-kit.ts';
import { memberOf, nameOf, useSession } from '../workspace/session.ts';
import { type ControlHandlers, Controls } from './controls.tsx';
import { SafeLink } from './safe-link.tsx';
import { verbatim } from './verbatim.ts';

export function BlockRow({ block, ...handlers }: ControlHandlers & { readonly block: Block }) {
  const { accessory: _, ...readable } = block;
  const controls = controlsOf([block]);
  return (
    <div className={block.accessory ? 'block-row with-accessory' : 'block-row'}>
      {block.type !== 'actions' && <RenderedBlock block={readable} />}
      {controls.length > 0 && <Controls controls={controls} {...handlers} />}
    </div>
  );
}

/** The text of a message without blocks, in mrkdwn. */
export function TextRow({ text }: { readonly text: string }) {
  const block = { type: 'section', text: { type: 'mrkdwn', text } };
  return (
    <div className="block-row">
      <RenderedBlock block={block} />
    </div>
  );
}

function RenderedBlock({ block }: { readonly block: Block }) {
  const { state } = useSession();
  return (
    <Message
      // The library has a type for each kind of block; the fake has validated the block already.
      blocks={[verbatim(block)] as unknown as MessageProps['blocks']}
      name=""
      logo=""
      theme="light"
      withoutWrapper
      data={{ channels: state.channels.map(({ id, name }) => ({ id, name })) }}
      hooks={{
        user: ({ id }) => <span className="mention">@{nameOf(memberOf(state, id))}</span>,
        link: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
      }}
    />
  );
}
