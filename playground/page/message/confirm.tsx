// The question that an app may put before a button or a menu does something.
import { useEffect, useRef } from 'react';
import { type Json, textOf } from '../../block-kit.ts';

type Asking = { readonly question: Json; readonly answer: (isYes: boolean) => void };

export function Confirm({ question, answer }: Asking) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" onClose={() => answer(false)} aria-label={textOf(question.title)}>
      <h2>{textOf(question.title)}</h2>
      <p>{textOf(question.text)}</p>
      <div className="dialog-end">
        <button type="button" className="button" onClick={() => answer(false)}>
          {textOf(question.deny)}
        </button>
        <button
          type="button"
          className={`button ${question.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => answer(true)}
        >
          {textOf(question.confirm)}
        </button>
      </div>
    </dialog>
  );
}
