// Settings: reads the environment variables once, at the start. No other file reads a setting.
import { z } from 'zod';
import { readDatabaseUrl } from './db/database-url.ts';
import { type KeyRing, readKeyRing } from './installations/key-ring.ts';

/** How Slack reaches the app: signed requests over HTTP, or a WebSocket that the app opens. */
export type Connection =
  | { readonly mode: 'http'; readonly signingSecret: string }
  | { readonly mode: 'socket'; readonly appToken: string };

/** Which workspaces the app serves: the one that the token belongs to, or all that install the app. */
export type Workspaces =
  | { readonly kind: 'one'; readonly botToken: string }
  | {
      readonly kind: 'many';
      readonly clientId: string;
      readonly clientSecret: string;
      /** Signs the OAuth state of an installation. */
      readonly stateSecret: string;
      /** Encrypt tokens in the database. */
      readonly keys: KeyRing;
    };

export type DatabaseConfig = {
  /** `null`: use the embedded Postgres in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
};

export type Config = DatabaseConfig & {
  readonly port: number;
  readonly workspaces: Workspaces;
  readonly connection: Connection;
  readonly slackApiUrl: string;
  /** What the install page links to; null where whoever runs the app gave no address. */
  readonly links: { readonly privacyUrl: string | null; readonly supportUrl: string | null };
  readonly logLevel: LogLevel;
  /** How many rows a file may have, without its header. */
  readonly maxRows: number;
  /** How much room the staged rows of one workspace may take up in the database, in MB. */
  readonly maxStagingMb: number;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The app can't start, for a reason that the operator has to fix. `message` is the sentence for the operator. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const withTrailingSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

const positiveNumber = (defaultValue: number) =>
  z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(1, 'is less than 1')
    .default(defaultValue);

const databaseVariables = z.object({
  DATABASE_URL: z.string().superRefine(checkDatabaseUrl).optional(),
  DATA_DIR: z.string().default('.data'),
});

const slackVariables = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[\w-]+$/, 'is not a bot token (bot tokens begin with xoxb-)')
    .optional(),
  SLACK_API_URL: z.url('is not a URL').default('https://slack.com/api/').transform(withTrailingSlash),
});

const environmentVariables = databaseVariables.extend({
  ...slackVariables.shape,
  PORT: z.coerce
    .number('is not a port number')
    .int('is not a port number')
    .min(0, 'is not a port number')
    .max(65_535, 'is not a port number')
    .default(3000),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  TOKEN_ENCRYPTION_KEY: z.string().superRefine(checkKeys).optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[\w-]+$/, 'is not an app token (app tokens begin with xapp-)')
    .optional(),
  PRIVACY_URL: z.url({ protocol: /^https?$/, error: 'is not a URL that begins with https://' }).optional(),
  SUPPORT_URL: z
    .url({ protocol: /^(?:https?|mailto)$/, error: 'is not a URL that begins with https:// or mailto:' })
    .optional(),
  // Excel's own limit.
  MAX_ROWS: positiveNumber(1_048_576),
  MAX_STAGING_MB: positiveNumber(10_000),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error, or silent')
    .default('info'),
});

/** The names of all environment variables that the app reads. */
export const environmentVariableNames: readonly string[] = Object.keys(environmentVariables.shape);

/** The settings for many workspaces. All of them are required then, and none may be set for one workspace. */
const settingsForMany = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'TOKEN_ENCRYPTION_KEY',
] as const;

/** Uses the reader's own message. */
function checkDatabaseUrl(url: string, check: z.RefinementCtx<string>): void {
  try {
    readDatabaseUrl(url);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is not a URL';
    check.addIssue({ code: 'custom', message: message.replace(/^DATABASE_URL | in DATABASE_URL/, '') });
  }
}

function checkKeys(setting: string, check: z.RefinementCtx<string>): void {
  try {
    readKeyRing(setting);
  } catch (error) {
    check.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is not a key' });
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));

const messagesOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);

const rejectSettings = (messages: readonly string[]): never => {
  throw new ConfigError(`Can't start: ${messages.join('; ')}. docs/connect.md explains each setting.`);
};

/** Messages about settings that are missing, or that exclude each other. */
function checkCombination(env: Environment): string[] {
  const forMany = settingsForMany.filter((name) => env[name]);
  const messages: string[] = [];
  if (env.SLACK_BOT_TOKEN && forMany.length > 0) {
    messages.push(
      `SLACK_BOT_TOKEN is for one workspace, ${forMany.join(', ')} for many: set only one of the two`,
    );
  } else if (!env.SLACK_BOT_TOKEN && forMany.length === 0) {
    messages.push(
      `SLACK_BOT_TOKEN (for one workspace) or ${settingsForMany.join(', ')} (for many) must be set`,
    );
  } else if (!env.SLACK_BOT_TOKEN) {
    messages.push(...settingsForMany.filter((name) => !env[name]).map((name) => `${name} is missing`));
  }
  if (!env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN) {
    messages.push('SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) must be set');
  }
  return messages;
}

/**
 * The settings of a command that needs only the database.
 * @throws ConfigError
 */
export function readDatabaseConfig(env: Environment): DatabaseConfig {
  const read = databaseVariables.safeParse(withoutEmpty(env));
  if (!read.success) return rejectSettings(messagesOf(read.error));
  return { databaseUrl: read.data.DATABASE_URL ?? null, dataDir: read.data.DATA_DIR };
}

/**
 * The settings of a command that needs only Slack's Web API, as one workspace.
 * @throws ConfigError
 */
export function readSlackConfig(env: Environment): {
  readonly botToken: string;
  readonly slackApiUrl: string;
} {
  const read = slackVariables.safeParse(withoutEmpty(env));
  if (!read.success) return rejectSettings(messagesOf(read.error));
  const { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slackApiUrl } = read.data;
  return botToken ? { botToken, slackApiUrl } : rejectSettings(['SLACK_BOT_TOKEN must be set']);
}

/**
 * @param env an empty variable counts as missing
 * @throws ConfigError naming every setting that is missing or wrong
 */
export function readConfig(env: Environment): Config {
  const filled = withoutEmpty(env);
  const read = environmentVariables.safeParse(filled);
  const messages = [...(read.success ? [] : messagesOf(read.error)), ...checkCombination(filled)];
  if (!read.success || messages.length > 0) return rejectSettings(messages);
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, ...values } = read.data;
  return {
    port: values.PORT,
    workspaces: values.SLACK_BOT_TOKEN
      ? { kind: 'one', botToken: values.SLACK_BOT_TOKEN }
      : {
          kind: 'many',
          // Present: `checkCombination` found nothing missing.
          clientId: values.SLACK_CLIENT_ID as string,
          clientSecret: values.SLACK_CLIENT_SECRET as string,
          stateSecret: values.SLACK_STATE_SECRET as string,
          keys: readKeyRing(values.TOKEN_ENCRYPTION_KEY as string),
        },
    connection: appToken
      ? { mode: 'socket', appToken }
      : { mode: 'http', signingSecret: signingSecret as string },
    slackApiUrl: values.SLACK_API_URL,
    links: { privacyUrl: values.PRIVACY_URL ?? null, supportUrl: values.SUPPORT_URL ?? null },
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: values.DATA_DIR,
    logLevel: values.LOG_LEVEL,
    maxRows: values.MAX_ROWS,
    maxStagingMb: values.MAX_STAGING_MB,
  };
}
