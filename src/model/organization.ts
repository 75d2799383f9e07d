// A company being supported. Its id is what the file's `customer_id` column holds.

export type Organization = { readonly id: number; readonly name: string };

/** Longest name of an organization, in characters. */
export const organizationNameLimit = 255;
