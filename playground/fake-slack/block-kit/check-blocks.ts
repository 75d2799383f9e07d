// Validates the blocks of a message or view as Slack does.
import type { Json } from '../world/records.ts';
import { blockSchema } from './block-schemas.ts';
import { validationError, validationErrors } from './validation-errors.ts';

export type Surface = 'message' | 'modal' | 'home';

/** https://docs.slack.dev/reference/block-kit/blocks: "50 blocks in each message, and 100 blocks in modals or Home tabs". */
const maxBlocks: Record<Surface, number> = { message: 50, modal: 100, home: 100 };

type Path = readonly PropertyKey[];

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** Rules that the schemas can't express: a section has text or fields, ids are unique, a menu has options or groups. */
function crossChecks(blocks: readonly Json[], path: Path): string[] {
  const errors: string[] = [];
  const ids = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    const at = [...path, index];
    if (block.block_id !== undefined && ids.has(block.block_id)) {
      errors.push(
        validationError(`\`block_id\` already exists: ${String(block.block_id)}`, [...at, 'block_id']),
      );
    }
    ids.add(block.block_id);
    if (block.type === 'section' && block.text === undefined && block.fields === undefined) {
      errors.push(validationError('must define either `fields` or `text`', at));
    }
    const elements = block.type === 'actions' ? listOf(block.elements) : [];
    const seen = new Set<unknown>();
    for (const [place, element] of elements.entries()) {
      const id = element.action_id;
      if (id !== undefined && seen.has(id)) {
        const pointer = [...at, 'elements', place, 'action_id'];
        errors.push(validationError(`\`action_id\` already exists: ${String(id)}`, pointer));
      }
      seen.add(id);
    }
    const menus = [...elements, block.accessory, block.element].filter(
      (element) => typeof element === 'object' && element !== null,
    ) as Json[];
    for (const menu of menus) {
      if (!String(menu.type).endsWith('static_select')) continue;
      if ((menu.options === undefined) === (menu.option_groups === undefined)) {
        errors.push(validationError('must define either `options` or `option_groups`', at));
      }
    }
  }
  return errors;
}

/** Returns the errors in Slack's words; empty if Slack would accept the blocks. `path` locates the blocks in the call. */
export function checkBlocks(blocks: unknown, surface: Surface, path: Path = ['blocks']): string[] {
  if (!Array.isArray(blocks)) return [validationError('must be an array', path)];
  const errors = blocks.flatMap((block: unknown, index) => {
    const result = blockSchema.safeParse(block, { reportInput: true });
    return validationErrors(result.error, [...path, index]);
  });
  const limit = maxBlocks[surface];
  if (blocks.length > limit) errors.unshift(validationError(`no more than ${limit} items allowed`, path));
  const known = blocks.filter((block): block is Json => typeof block === 'object' && block !== null);
  const tables = known.filter((block) => block.type === 'table').length;
  if (tables > (surface === 'message' ? 1 : 0)) {
    errors.push(
      validationError(surface === 'message' ? 'only_one_table_allowed' : 'unsupported type: table', path),
    );
  }
  return [...errors, ...crossChecks(known, path)];
}
