// The top modal: the app's blocks, and the buttons to submit and close.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Block, type Control, type Json, textOf } from '../../block-kit.ts';
import type { ViewInfo } from '../../fake-slack/fake-slack.ts';
import { BlockRow } from '../message/block-row.tsx';
import { errorMessage } from '../workspace/error-message.ts';
import { useSession } from '../workspace/session.ts';
import { entryOf, InputField } from './input-field.tsx';

export function Modal({ view }: { readonly view: ViewInfo }) {
  const { perform } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);

  const fields = view.blocks.filter(({ type }) => type === 'input');
  const valuesIn = (element: HTMLFormElement) => {
    const form = new FormData(element);
    return Object.fromEntries(fields.map((block) => [String(block.block_id), entryOf(block, form)]));
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = valuesIn(event.currentTarget);
    setError(errorMessage(await perform({ do: 'submit', view: view.id, values })));
  };
  /** Slack sends what the fields contain with every click. */
  const typed = () => {
    const element = dialog.current?.querySelector('form');
    return element ? { values: valuesIn(element) } : {};
  };
  const operate = async ({ blockId, actionId }: Control, value?: string) =>
    errorMessage(
      await perform(
        value === undefined
          ? { do: 'click in view', view: view.id, blockId, actionId, ...typed() }
          : { do: 'select in view', view: view.id, blockId, actionId, value },
      ),
    );
  const close = () => void perform({ do: 'close', view: view.id });

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
        {error && (
          <p className="error" role="alert">
            {error}
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

type ModalBlockProps = {
  readonly block: Block;
  readonly error: string | undefined;
  readonly operate: (control: Control, value?: string) => Promise<string | null>;
};

function ModalBlock({ block, error, operate }: ModalBlockProps) {
  if (block.type !== 'input') return <BlockRow block={block} chosen={initialValue} operate={operate} />;
  return <InputField block={block} error={error} />;
}

function initialValue({ element }: Control): string | null {
  const option = element.initial_option as Json | undefined;
  return option ? String(option.value) : textOf(element.initial_user) || null;
}
