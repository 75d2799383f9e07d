// What a member types to search organizations: archived ones if the last word says so.

export type OrganizationSearch = { readonly text: string; readonly isArchived: boolean };

const archivedWord = /(?:^|\s)archived\s*$/i;

export function readOrganizationSearch(search: string): OrganizationSearch {
  return { text: search.replace(archivedWord, ''), isArchived: archivedWord.test(search) };
}
