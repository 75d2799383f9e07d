// An input block of a modal as the browser's own field. The field's name in the form is the block id.

import { type Block, type Json, optionsOf, textOf } from '../../block-kit.ts';
import { Options } from '../message/select-menu.tsx';

const inputTypes: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
};

const isList = (type: string) => type === 'checkboxes' || type.startsWith('multi_');

/** Returns the block's value in the form, or `null` if it is empty. */
export function entryOf({ block_id, element }: Block, form: FormData): string | string[] | null {
  const all = form.getAll(String(block_id)).map(String);
  if (isList(String((element as Json).type))) return all;
  return all[0] === undefined || all[0] === '' ? null : all[0];
}

export function InputField({ block, error }: { readonly block: Block; readonly error: string | undefined }) {
  const element = block.element as Json;
  const isGroup = element.type === 'checkboxes' || element.type === 'radio_buttons';
  const Frame = isGroup ? 'fieldset' : 'label';
  const Caption = isGroup ? 'legend' : 'span';
  return (
    <Frame className="field">
      <Caption className="field-label">
        {textOf(block.label)} {block.optional === true && <small>(optional)</small>}
      </Caption>
      {isGroup ? <Choices block={block} element={element} /> : <Input block={block} element={element} />}
      {textOf(block.hint) && <small>{textOf(block.hint)}</small>}
      {error && (
        <small className="error" role="alert">
          {error}
        </small>
      )}
    </Frame>
  );
}

type InputProps = { readonly block: Block; readonly element: Json };

function Input({ block, element }: InputProps) {
  const type = String(element.type);
  const common = { name: String(block.block_id), required: block.optional !== true };
  const first = (element.initial_value ?? element.initial_date ?? element.initial_time ?? '') as string;
  const placeholder = textOf(element.placeholder);
  if (type.endsWith('select')) {
    const initial = (element.initial_option as Json | undefined)?.value ?? element.initial_user ?? '';
    return (
      <select
        {...common}
        multiple={isList(type)}
        defaultValue={isList(type) ? chosenIn(element) : String(initial)}
      >
        {!isList(type) && <option value="">{placeholder || 'Choose …'}</option>}
        <Options element={element} />
      </select>
    );
  }
  if (element.multiline === true) {
    return <textarea {...common} rows={4} placeholder={placeholder} defaultValue={first} />;
  }
  return (
    <input {...common} type={inputTypes[type] ?? 'text'} placeholder={placeholder} defaultValue={first} />
  );
}

/** The values of the options that are chosen at first. */
const chosenIn = (element: Json): string[] =>
  ((element.initial_options ?? []) as Json[]).map(({ value }) => String(value));

function Choices({ block, element }: InputProps) {
  const isRadio = element.type === 'radio_buttons';
  const chosen = isRadio ? [(element.initial_option as Json | undefined)?.value] : chosenIn(element);
  return optionsOf(element).map(({ text, value }) => (
    <label key={value} className="choice">
      <input
        type={isRadio ? 'radio' : 'checkbox'}
        name={String(block.block_id)}
        value={value}
        defaultChecked={chosen.includes(value)}
      />
      {text}
    </label>
  ));
}
