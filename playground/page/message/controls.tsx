// Buttons and menus of a message: the renderer draws them, but tells nobody that they were used.
import { useState } from 'react';
import { type Control, type Json, textOf } from '../../block-kit.ts';
import { Confirm } from './confirm.tsx';
import { Menu } from './menu.tsx';

export type Using = {
  /** The value chosen in a menu now. */
  readonly chosen: (control: Control) => string | null;
  /** Presses a button, or chooses `value` in a menu. Gives what went wrong, if anything did. */
  readonly operate: (control: Control, value?: string) => Promise<string | null>;
};

export function Controls({ controls, chosen, operate }: Using & { readonly controls: readonly Control[] }) {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ question: Json; answer: (isYes: boolean) => void } | null>(null);

  const confirmed = async (question: Json) => {
    const isYes = await new Promise<boolean>((answer) => setAsked({ question, answer }));
    setAsked(null);
    return isYes;
  };
  const press = async (control: Control, value?: string) => {
    const { confirm } = control.element;
    if (confirm && !(await confirmed(confirm as Json))) return;
    setBusy(true);
    setTrouble(await operate(control, value));
    setBusy(false);
  };

  return (
    <div className="controls" aria-busy={isBusy}>
      {controls.map((control) =>
        control.type === 'button' ? (
          <button
            key={control.actionId}
            type="button"
            className={`button ${String(control.element.style ?? '')}`}
            disabled={isBusy}
            onClick={() => void press(control)}
          >
            {textOf(control.element.text)}
          </button>
        ) : (
          <Menu
            key={control.actionId}
            element={control.element}
            value={chosen(control)}
            isDisabled={isBusy}
            choose={(value) => press(control, value)}
          />
        ),
      )}
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      {asked && <Confirm {...asked} />}
    </div>
  );
}
