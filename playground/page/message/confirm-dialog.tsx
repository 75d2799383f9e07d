// The confirmation dialog of a button or menu.
import { useEffect, useRef } from 'react';
import { type Json, textOf } from '../../block-kit.ts';

type ConfirmDialogProps = { readonly confirm: Json; readonly answer: (isConfirmed: boolean) => void };

export function ConfirmDialog({ confirm, answer }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" onClose={() => answer(false)} aria-label={textOf(confirm.title)}>
      <h2>{textOf(confirm.title)}</h2>
      <p>{textOf(confirm.text)}</p>
      <div className="dialog-end">
        <button type="button" className="button" onClick={() => answer(false)}>
          {textOf(confirm.deny)}
        </button>
        <button
          type="button"
          className={`button ${confirm.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => answer(true)}
        >
          {textOf(confirm.confirm)}
        </button>
      </div>
    </dialog>
  );
}
