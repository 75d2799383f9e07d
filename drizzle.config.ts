// Configures drizzle-kit, which generates migrations from the schema (`npm run migration -- --name …`).
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './src/db/schema/*.ts', out: './migrations' });
