// An organization: a company that the workspace supports. Its id is the value of the `customer_id` column of files.

export type Organization = { readonly id: number; readonly name: string };

/** The maximum length of an organization's name, in characters. */
export const organizationNameLimit = 255;
