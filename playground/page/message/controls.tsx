// Buttons and menus of a block.
import { useState } from 'react';
import { type Control, type Json, textOf } from '../../block-kit.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { SearchMenu } from './search-menu.tsx';
import { SelectMenu } from './select-menu.tsx';

export type ControlHandlers = {
  /** Returns the current value of a menu. */
  readonly chosen: (control: Control) => string | null;
  /** Clicks a button, or chooses `value` in a menu. Resolves with an error message, or `null`. */
  readonly operate: (control: Control, value?: string) => Promise<string | null>;
  /** The options that a menu with search shows for what is typed. Only messages have such menus. */
  readonly suggest?: (control: Control, typed: string) => Promise<readonly string[]>;
};

export function Controls({
  controls,
  chosen,
  operate,
  suggest,
}: ControlHandlers & { readonly controls: readonly Control[] }) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState<{ confirm: Json; answer: (isConfirmed: boolean) => void } | null>(
    null,
  );

  const askToConfirm = async (confirm: Json) => {
    const isConfirmed = await new Promise<boolean>((answer) => setPending({ confirm, answer }));
    setPending(null);
    return isConfirmed;
  };
  const use = async (control: Control, value?: string) => {
    const { confirm } = control.element;
    if (confirm && !(await askToConfirm(confirm as Json))) return;
    setBusy(true);
    setError(await operate(control, value));
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
            onClick={() => void use(control)}
          >
            {textOf(control.element.text)}
          </button>
        ) : control.type === 'external_select' ? (
          <SearchMenu
            key={control.actionId}
            element={control.element}
            isDisabled={isBusy}
            suggest={async (typed) => (await suggest?.(control, typed)) ?? []}
            choose={(text) => use(control, text)}
          />
        ) : (
          <SelectMenu
            key={control.actionId}
            element={control.element}
            value={chosen(control)}
            isDisabled={isBusy}
            choose={(value) => use(control, value)}
          />
        ),
      )}
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {pending && <ConfirmDialog {...pending} />}
    </div>
  );
}
