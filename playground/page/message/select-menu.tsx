// A menu as the browser's own select element, which works with any keyboard and on any phone.
import { useState } from 'react';
import { type Json, textOf } from '../../block-kit.ts';
import { useSession } from '../workspace/session.ts';

type SelectMenuProps = {
  readonly element: Json;
  readonly value: string | null;
  readonly isDisabled: boolean;
  /** Resolves when the app has acknowledged the choice, or the member has canceled it. */
  readonly choose: (value: string) => Promise<void>;
};

export function SelectMenu({ element, value, isDisabled, choose }: SelectMenuProps) {
  /** The choice until it is part of the workspace's state. */
  const [picked, setPicked] = useState<string | null>(null);
  const isOverflow = element.type === 'overflow';
  const placeholder = isOverflow ? '⋯' : textOf(element.placeholder) || 'Choose …';
  return (
    <select
      className={isOverflow ? 'menu overflow' : 'menu'}
      aria-label={isOverflow ? 'More actions' : placeholder}
      value={isOverflow ? '' : (picked ?? value ?? '')}
      disabled={isDisabled}
      onChange={({ target }) => {
        setPicked(target.value);
        void choose(target.value).finally(() => setPicked(null));
      }}
    >
      <option value="" disabled hidden>
        {placeholder}
      </option>
      <Options element={element} />
    </select>
  );
}

/** The options of a menu: the app's, or the workspace's members or channels. */
export function Options({ element }: { readonly element: Json }) {
  const { state } = useSession();
  const type = String(element.type);
  if (type.endsWith('users_select')) {
    return state.members.map(({ id, realName }) => (
      <option key={id} value={id}>
        {realName}
      </option>
    ));
  }
  if (type.endsWith('conversations_select') || type.endsWith('channels_select')) {
    const named = state.channels.filter(({ name }) => name !== '');
    return named.map(({ id, name }) => (
      <option key={id} value={id}>
        #{name}
      </option>
    ));
  }
  const groups = (element.option_groups ?? []) as Json[];
  return (
    <>
      <OptionList options={element.options} />
      {groups.map(({ label, options }) => (
        <optgroup key={textOf(label)} label={textOf(label)}>
          <OptionList options={options} />
        </optgroup>
      ))}
    </>
  );
}

function OptionList({ options }: { readonly options: unknown }) {
  return ((options ?? []) as Json[]).map(({ value, text }) => (
    <option key={String(value)} value={String(value)}>
      {textOf(text)}
    </option>
  ));
}
