// A select menu, as the browser's own: it works with any keyboard and on any phone.
import { textOf } from '../../fake-slack/interact/controls.ts';
import type { Json } from '../../fake-slack/world/records.ts';
import { usePlaying } from '../workspace/playing.ts';

type Choosing = {
  readonly element: Json;
  readonly value: string | null;
  readonly isDisabled: boolean;
  readonly choose: (value: string) => void;
};

export function Menu({ element, value, isDisabled, choose }: Choosing) {
  const isOverflow = element.type === 'overflow';
  const placeholder = isOverflow ? '⋯' : textOf(element.placeholder) || 'Choose …';
  return (
    <select
      className={isOverflow ? 'menu overflow' : 'menu'}
      aria-label={isOverflow ? 'More actions' : placeholder}
      value={isOverflow ? '' : (value ?? '')}
      disabled={isDisabled}
      onChange={({ target }) => choose(target.value)}
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
