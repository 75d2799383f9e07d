// The blocks of a message or a modal: what is to be read by slack-blocks-to-jsx, what is to be used by us.
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import { type Block, controlsOf } from '../../block-kit.ts';
import { memberOf, nameOf, usePlaying } from '../workspace/playing.ts';
import { asWritten } from './as-written.ts';
import { Controls, type Using } from './controls.tsx';
import { SafeLink } from './safe-link.tsx';

export function BlockRow({ block, ...using }: Using & { readonly block: Block }) {
  const { accessory: _, ...toRead } = block;
  const controls = controlsOf([block]);
  return (
    <div className="block-row">
      {block.type !== 'actions' && <ReadBlock block={toRead} />}
      {controls.length > 0 && <Controls controls={controls} {...using} />}
    </div>
  );
}

/** Text that came without blocks, in Slack's markup. */
export function MarkedUp({ text }: { readonly text: string }) {
  const block = { type: 'section', text: { type: 'mrkdwn', text } };
  return (
    <div className="block-row">
      <ReadBlock block={block} />
    </div>
  );
}

function ReadBlock({ block }: { readonly block: Block }) {
  const { state } = usePlaying();
  return (
    <Message
      // The library's types name each kind of block; that it is one of them, the fake has checked.
      blocks={[asWritten(block)] as unknown as MessageProps['blocks']}
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
