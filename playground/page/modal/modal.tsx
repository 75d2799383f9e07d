// The modal on top: what the app put into it, its fields, submit and close.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Block, type Control, type Json, textOf } from '../../block-kit.ts';
import type { ViewInfo } from '../../fake-slack/fake-slack.ts';
import { BlockRow } from '../message/blocks.tsx';
import { usePlaying } from '../workspace/playing.ts';
import { troubleOf } from '../workspace/trouble.ts';
import { entryOf, Field } from './field.tsx';

export function Modal({ view }: { readonly view: ViewInfo }) {
  const { act } = usePlaying();
  const dialog = useRef<HTMLDialogElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);

  const fields = view.blocks.filter(({ type }) => type === 'input');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const values = Object.fromEntries(fields.map((block) => [String(block.block_id), entryOf(block, form)]));
    setTrouble(troubleOf(await act({ do: 'submit', view: view.id, values })));
  };
  const operate = async ({ blockId, actionId }: Control, value?: string) =>
    troubleOf(
      await act(
        value === undefined
          ? { do: 'click in view', view: view.id, blockId, actionId }
          : { do: 'select in view', view: view.id, blockId, actionId, value },
      ),
    );
  const close = () => void act({ do: 'close', view: view.id });

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-label={view.title}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <h2>{view.title}</h2>
        <div className="dialog-blocks">
          {view.blocks.map((block) => (
            <ModalBlock
              key={String(block.block_id)}
              block={block}
              error={view.errors[String(block.block_id)]}
              operate={operate}
            />
          ))}
        </div>
        {trouble && (
          <p className="trouble" role="alert">
            {trouble}
          </p>
        )}
        <div className="dialog-end">
          <button type="button" className="button" onClick={close}>
            {view.close ?? 'Close'}
          </button>
          {view.submit && (
            <button type="submit" className="button primary">
              {view.submit}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

type Showing = {
  readonly block: Block;
  readonly error: string | undefined;
  readonly operate: (control: Control, value?: string) => Promise<string | null>;
};

function ModalBlock({ block, error, operate }: Showing) {
  if (block.type !== 'input') return <BlockRow block={block} chosen={initial} operate={operate} />;
  return <Field block={block} error={error} />;
}

function initial({ element }: Control): string | null {
  const option = element.initial_option as Json | undefined;
  return option ? String(option.value) : textOf(element.initial_user) || null;
}
