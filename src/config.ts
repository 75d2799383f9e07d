// Settings: the environment, read once. Nobody else looks at it.
import { z } from 'zod';
import { readDatabaseUrl } from './db/database-url.ts';
import { type KeyRing, readKeyRing } from './installations/key-ring.ts';

/** How Slack reaches us: signed requests over HTTP, or a socket that we open. */
export type Connection =
  | { readonly mode: 'http'; readonly signingSecret: string }
  | { readonly mode: 'socket'; readonly appToken: string };

/** For whom the app works: the workspace that a token is of, or all that install it. */
export type Workspaces =
  | { readonly kind: 'one'; readonly botToken: string }
  | {
      readonly kind: 'many';
      readonly clientId: string;
      readonly clientSecret: string;
      /** Signs what goes along with an installation. */
      readonly stateSecret: string;
      /** Encrypts tokens in the database. */
      readonly keys: KeyRing;
    };

export type DatabaseConfig = {
  /** `null`: an embedded Postgres in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
};

export type Config = DatabaseConfig & {
  readonly port: number;
  readonly workspaces: Workspaces;
  readonly connection: Connection;
  readonly slackApiUrl: string;
  readonly logLevel: LogLevel;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The start can't go on: the sentence names every setting that is missing or wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const endingInSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

const databaseSettings = z.object({
  DATABASE_URL: z.string().superRefine(checkDatabaseUrl).optional(),
  DATA_DIR: z.string().default('.data'),
});

const settings = databaseSettings.extend({
  PORT: z.coerce
    .number('is no port number')
    .int('is no port number')
    .min(0, 'is no port number')
    .max(65_535, 'is no port number')
    .default(3000),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[\w-]+$/, 'is no bot token (it begins with xoxb-)')
    .optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  TOKEN_ENCRYPTION_KEY: z.string().superRefine(checkKeys).optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[\w-]+$/, 'is no app token (it begins with xapp-)')
    .optional(),
  SLACK_API_URL: z.url('is no URL').default('https://slack.com/api/').transform(endingInSlash),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'is none of debug, info, warn, error, silent')
    .default('info'),
});

/** The environment variables that are looked at. */
export const settingNames: readonly string[] = Object.keys(settings.shape);

/** Needed for many workspaces, and of no use for one. */
const settingsForMany = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'TOKEN_ENCRYPTION_KEY',
] as const;

/** What is wrong is said by who reads it. */
function checkDatabaseUrl(url: string, check: z.RefinementCtx<string>): void {
  try {
    readDatabaseUrl(url);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is no URL';
    check.addIssue({ code: 'custom', message: message.replace(/^DATABASE_URL | in DATABASE_URL/, '') });
  }
}

function checkKeys(setting: string, check: z.RefinementCtx<string>): void {
  try {
    readKeyRing(setting);
  } catch (error) {
    check.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is no key' });
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const filledIn = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));

const complaintsOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);

const complain = (wrong: readonly string[]): never => {
  throw new ConfigError(
    `Can't start: ${wrong.join('; ')}. The README's table of settings says what each is.`,
  );
};

/** Which settings are missing, or there without being of use. */
function missingIn(env: Environment): string[] {
  const forMany = settingsForMany.filter((name) => env[name]);
  const missing: string[] = [];
  if (env.SLACK_BOT_TOKEN && forMany.length > 0) {
    missing.push(
      `SLACK_BOT_TOKEN is for one workspace, ${forMany.join(', ')} for many: leave one of the two out`,
    );
  } else if (!env.SLACK_BOT_TOKEN && forMany.length === 0) {
    missing.push(
      `SLACK_BOT_TOKEN (for one workspace) or ${settingsForMany.join(', ')} (for many) are missing`,
    );
  } else if (!env.SLACK_BOT_TOKEN) {
    missing.push(...settingsForMany.filter((name) => !env[name]).map((name) => `${name} is missing`));
  }
  if (!env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN) {
    missing.push('SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing');
  }
  return missing;
}

/**
 * What a command needs that works on the database alone.
 *
 * @throws WrongConfig
 */
export function readDatabaseConfig(env: Environment): DatabaseConfig {
  const read = databaseSettings.safeParse(filledIn(env));
  if (!read.success) return complain(complaintsOf(read.error));
  return { databaseUrl: read.data.DATABASE_URL ?? null, dataDir: read.data.DATA_DIR };
}

/**
 * @param env an empty setting counts as a missing one
 * @throws WrongConfig
 */
export function readConfig(env: Environment): Config {
  const filled = filledIn(env);
  const read = settings.safeParse(filled);
  const wrong = [...(read.success ? [] : complaintsOf(read.error)), ...missingIn(filled)];
  if (!read.success || wrong.length > 0) return complain(wrong);
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, ...set } = read.data;
  return {
    port: set.PORT,
    workspaces: set.SLACK_BOT_TOKEN
      ? { kind: 'one', botToken: set.SLACK_BOT_TOKEN }
      : {
          kind: 'many',
          // What is missing was complained of.
          clientId: set.SLACK_CLIENT_ID as string,
          clientSecret: set.SLACK_CLIENT_SECRET as string,
          stateSecret: set.SLACK_STATE_SECRET as string,
          keys: readKeyRing(set.TOKEN_ENCRYPTION_KEY as string),
        },
    connection: appToken
      ? { mode: 'socket', appToken }
      : { mode: 'http', signingSecret: signingSecret as string },
    slackApiUrl: set.SLACK_API_URL,
    databaseUrl: set.DATABASE_URL ?? null,
    dataDir: set.DATA_DIR,
    logLevel: set.LOG_LEVEL,
  };
}
