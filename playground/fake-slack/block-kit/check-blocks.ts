// Checks the blocks of a message or view as Slack does before it takes them.
import type { Json } from '../world/records.ts';
import { block } from './blocks.ts';
import { complaint, complaintsOf } from './complaints.ts';

export type Surface = 'message' | 'modal' | 'home';

/** docs.slack.dev/reference/block-kit/blocks: "50 blocks in each message, and 100 blocks in modals or Home tabs". */
const blockLimit: Record<Surface, number> = { message: 50, modal: 100, home: 100 };

type Path = readonly PropertyKey[];

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** What zod's shapes can't say: a section has text or fields, ids differ, a menu has options or groups. */
function crossChecks(blocks: readonly Json[], path: Path): string[] {
  const complaints: string[] = [];
  const ids = new Set<unknown>();
  for (const [index, one] of blocks.entries()) {
    const at = [...path, index];
    if (one.block_id !== undefined && ids.has(one.block_id)) {
      complaints.push(complaint(`\`block_id\` already exists: ${String(one.block_id)}`, [...at, 'block_id']));
    }
    ids.add(one.block_id);
    if (one.type === 'section' && one.text === undefined && one.fields === undefined) {
      complaints.push(complaint('must define either `fields` or `text`', at));
    }
    const elements = one.type === 'actions' ? listOf(one.elements) : [];
    const seen = new Set<unknown>();
    for (const [place, element] of elements.entries()) {
      const id = element.action_id;
      if (id !== undefined && seen.has(id)) {
        const pointer = [...at, 'elements', place, 'action_id'];
        complaints.push(complaint(`\`action_id\` already exists: ${String(id)}`, pointer));
      }
      seen.add(id);
    }
    const menus = [...elements, one.accessory, one.element].filter(
      (element) => typeof element === 'object' && element !== null,
    ) as Json[];
    for (const menu of menus) {
      if (!String(menu.type).endsWith('static_select')) continue;
      if ((menu.options === undefined) === (menu.option_groups === undefined)) {
        complaints.push(complaint('must define either `options` or `option_groups`', at));
      }
    }
  }
  return complaints;
}

/** Complaints in Slack's words; none when Slack would take the blocks. `path` is where they stand in the call. */
export function checkBlocks(blocks: unknown, surface: Surface, path: Path = ['blocks']): string[] {
  if (!Array.isArray(blocks)) return [complaint('must be an array', path)];
  const complaints = blocks.flatMap((one: unknown, index) => {
    const result = block.safeParse(one, { reportInput: true });
    return complaintsOf(result.error, [...path, index]);
  });
  const limit = blockLimit[surface];
  if (blocks.length > limit) complaints.unshift(complaint(`no more than ${limit} items allowed`, path));
  const known = blocks.filter((one): one is Json => typeof one === 'object' && one !== null);
  const tables = known.filter((one) => one.type === 'table').length;
  if (tables > (surface === 'message' ? 1 : 0)) {
    complaints.push(
      complaint(surface === 'message' ? 'only_one_table_allowed' : 'unsupported type: table', path),
    );
  }
  return [...complaints, ...crossChecks(known, path)];
}
