// A menu whose options the app finds as the member types.
import { useId, useState } from 'react';
import { type Json, textOf } from '../../block-kit.ts';

type SearchMenuProps = {
  readonly element: Json;
  readonly isDisabled: boolean;
  /** Resolves with the texts of the options. */
  readonly suggest: (typed: string) => Promise<readonly string[]>;
  /** Resolves when the app has acknowledged the choice. */
  readonly choose: (text: string) => Promise<void>;
};

export function SearchMenu({ element, isDisabled, suggest, choose }: SearchMenuProps) {
  const list = useId();
  const chosen = textOf((element.initial_option as Json | undefined)?.text);
  const [typed, setTyped] = useState<string | null>(null);
  const [found, setFound] = useState<readonly string[]>([]);

  const search = async (text: string) => {
    setTyped(text);
    if (found.includes(text)) {
      await choose(text);
      setTyped(null);
    } else setFound(await suggest(text));
  };

  return (
    <>
      <input
        className="menu"
        type="search"
        list={list}
        aria-label={textOf(element.placeholder)}
        placeholder={textOf(element.placeholder)}
        value={typed ?? chosen}
        disabled={isDisabled}
        onFocus={() => void search('')}
        onBlur={() => setTyped(null)}
        onChange={({ target }) => void search(target.value)}
      />
      <datalist id={list}>
        {found.map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </>
  );
}
