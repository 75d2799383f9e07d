// Keeps the renderer from reading markup into text that Slack shows as it is written.
import type { Block } from '../../block-kit.ts';

type Node = Readonly<Record<string, unknown>>;

/**
 * slack-blocks-to-jsx looks for markup in `plain_text` and in `raw_text` of tables, so that `<!channel>` in a
 * cell would look like a mention. In `verbatim` text and in rich text it looks for none.
 */
export function asWritten<T extends Block>(block: T): T {
  return rewritten(block) as T;
}

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (typeof value !== 'object' || value === null) return value;
  const node = value as Node;
  if (node.type === 'plain_text') return { ...node, verbatim: true };
  if (node.type === 'raw_text') return richText(String(node.text));
  return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, rewritten(part)]));
}

function richText(text: string): Node {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', elements: [section] };
}
