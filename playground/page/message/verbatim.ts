// Marks plain text as verbatim, so that the renderer doesn't interpret markup in it.
import type { Block } from '../../block-kit.ts';

type Node = Readonly<Record<string, unknown>>;

/**
 * slack-blocks-to-jsx interprets markup even in `plain_text` and in `raw_text` of tables: `<!channel>` in a cell would
 * look like a mention. It doesn't in `verbatim` text and in rich text.
 */
export function verbatim<T extends Block>(block: T): T {
  return convert(block) as T;
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== 'object' || value === null) return value;
  const node = value as Node;
  if (node.type === 'plain_text') return { ...node, verbatim: true };
  if (node.type === 'raw_text') return richText(String(node.text));
  return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, convert(part)]));
}

function richText(text: string): Node {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', elements: [section] };
}
