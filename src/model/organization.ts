// An organization: a company that the workspace supports. Its id is the value of the `customer_id` column of files.

export type Organization = { readonly id: number; readonly name: string };

/** An archived organization is in no list and gets no end users; nothing of it is deleted. */
export type StoredOrganization = Organization & { readonly archived: boolean };

/** The maximum length of an organization's name, in characters. */
export const organizationNameLimit = 255;
