// The buttons that turn the pages of a list.
import type { Button } from '../../block-kit/part.ts';

export const previousPageAction = 'list-previous';
export const nextPageAction = 'list-next';

/** The lists that have pages, by the commands that show them, and the end users of an import. */
export const lists = ['results', 'orgs', 'find', 'downloads', 'access', 'imported'] as const;

export type ListPage = {
  readonly list: (typeof lists)[number];
  /** The first is 0. */
  readonly page: number;
  /** What the member searched for, or the id of the import; `''` for the whole list. */
  readonly search: string;
};

/** Slack's limit for the value of a button, in characters. */
const valueLimit = 2_000;

export function pageButtons({ list, page, search }: ListPage, hasNext: boolean): Button[] {
  const button = (actionId: string, label: string, to: number): Button => ({
    actionId,
    label,
    value: [list, to, search].join(' '),
  });
  return [
    ...(page > 0 ? [button(previousPageAction, 'Previous', page - 1)] : []),
    ...(hasNext ? [button(nextPageAction, 'Next', page + 1)] : []),
  ].filter(({ value }) => value.length <= valueLimit);
}

/** `find 2 ana`; null for anything else: it passed through the member's client. */
export function readListPage(value: string): ListPage | null {
  const [, name, page, search = ''] = /^(\w+) (\d{1,6}) (.*)$/s.exec(value) ?? [];
  const list = lists.find((known) => known === name);
  return list === undefined ? null : { list, page: Number(page), search };
}

/** `Latest imports`, or `Latest imports, page 2`. */
export const titleOfPage = (title: string, page: number): string =>
  page === 0 ? title : `${title}, page ${page + 1}`;
