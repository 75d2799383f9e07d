// Says which import has to end first.
import type { Import } from '../../../model/import.ts';
import { type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

export const awaitedImport = ({ awaitedImportId }: Import): RichTextLine | null =>
  awaitedImportId === undefined
    ? null
    : richText`Waiting for import ${String(awaitedImportId)} to end: both may change the same end users.`;
