// What the rows of an import are about, in words.
import { counted } from '../../../model/counted.ts';

/** A plan, or the counts of an undo. */
export type HasSubject = { readonly subject?: 'organizations' };

export const isOfOrganizations = ({ subject }: HasSubject): boolean => subject === 'organizations';

/** `end user` or `organization`. */
export const subjectNoun = (of: HasSubject): string => (isOfOrganizations(of) ? 'organization' : 'end user');

/** 3 end users */
export const countedSubjects = (count: number, of: HasSubject): string => counted(count, subjectNoun(of));
