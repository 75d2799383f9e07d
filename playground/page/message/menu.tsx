// A select menu, as the browser's own: it works with any keyboard and on any phone.
import { useState } from 'react';
import { type Json, textOf } from '../../block-kit.ts';
import { usePlaying } from '../workspace/playing.ts';

type Choosing = {
  readonly element: Json;
  readonly value: string | null;
  readonly isDisabled: boolean;
  /** Resolves when the app knows, or the choice was taken back. */
  readonly choose: (value: string) => Promise<void>;
};

export function Menu({ element, value, isDisabled, choose }: Choosing) {
  /** Shown until the workspace says the same. */
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

/** What a menu offers: the app's own options, or the workspace's members or channels. */
export function Options({ element }: { readonly element: Json }) {
  const { state } = usePlaying();
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
