// Block Kit as JSON: blocks, and the buttons, menus, and fields in them. Used by the fake Slack in Node and by the page
// in the browser, so it imports nothing.

/** A JSON object whose fields are not known. */
export type Json = Record<string, unknown>;

/** Any block of Block Kit: https://docs.slack.dev/reference/block-kit/blocks. */
export type Block = Json & { type: string };

/** A button, menu, or input field. */
export type Control = {
  blockId: string;
  actionId: string;
  type: string;
  /** The element as the app sent it. */
  element: Json;
  /** The text on a button, or before a field. */
  label: string;
};

/** Returns the text of a text object, or an empty string. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const { text } = value as Json;
  return typeof text === 'string' ? text : '';
}

/** Returns the elements with an `action_id` in actions blocks, sections, and input blocks, in order. */
export function controlsOf(blocks: readonly Block[]): Control[] {
  return blocks.flatMap((block) => {
    const elements =
      block.type === 'actions' && Array.isArray(block.elements)
        ? (block.elements as Json[])
        : [block.accessory ?? block.element];
    return elements.flatMap((element) => {
      if (typeof element !== 'object' || element === null) return [];
      const { action_id, type, text, placeholder } = element as Json;
      if (typeof action_id !== 'string' || typeof type !== 'string') return [];
      const label = textOf(text) || textOf(block.label) || textOf(placeholder);
      return [
        { blockId: String(block.block_id), actionId: action_id, type, element: element as Json, label },
      ];
    });
  });
}

/** Returns the options of a menu, including those in groups. */
export function optionsOf(element: Json): { text: string; value: string; option: Json }[] {
  const groups = Array.isArray(element.option_groups) ? (element.option_groups as Json[]) : [];
  const lists = [element.options, ...groups.map((group) => group.options)];
  return lists.flatMap((list) =>
    (Array.isArray(list) ? (list as Json[]) : []).map((option) => ({
      text: textOf(option.text),
      value: String(option.value),
      option,
    })),
  );
}
