// One organization as a member names it, before it is looked up.

export type OrganizationRef =
  | { readonly by: 'id'; readonly id: number }
  | { readonly by: 'name'; readonly name: string };
