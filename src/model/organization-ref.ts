// An organization as a member refers to it, by id or by name, before it is looked up.

export type OrganizationRef =
  | { readonly by: 'id'; readonly id: number }
  | { readonly by: 'name'; readonly name: string };
