// The schema of the staging areas: each import creates its own tables in it and drops them, see src/import/stage.
import { pgSchema } from 'drizzle-orm/pg-core';

export const staging = pgSchema('staging');
