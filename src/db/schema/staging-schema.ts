// The schema of the staging areas: tables that an import makes for itself and drops, see src/import/stage/stage.ts.
import { pgSchema } from 'drizzle-orm/pg-core';

export const staging = pgSchema('staging');
