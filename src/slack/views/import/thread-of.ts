// Names the thread of an import for whoever may be somewhere else, with a link to it where they can open it.
import type { Import } from '../../../model/import.ts';
import { type Inline, link } from '../../block-kit/rich-text-line.ts';

/** @param permalink null where the reader can't open it, or Slack didn't say */
export function threadOf({ id }: Pick<Import, 'id'>, permalink: string | null): Inline {
  return link(permalink, `thread of import ${id}`);
}
