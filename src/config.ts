// Settings: the environment, read once. Nobody else looks at it.
import { z } from 'zod';
import { readDatabaseUrl } from './db/database-url.ts';

/** How Slack reaches us: signed requests over HTTP, or a socket that we open. */
export type Connection =
  | { readonly mode: 'http'; readonly signingSecret: string }
  | { readonly mode: 'socket'; readonly appToken: string };

export type Config = {
  readonly port: number;
  readonly botToken: string;
  readonly connection: Connection;
  readonly slackApiUrl: string;
  /** `null`: an embedded Postgres in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The start can't go on: the sentence names every setting that is missing or wrong. */
export class WrongConfig extends Error {
  override readonly name = 'WrongConfig';
}

const endingInSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

const settings = z.object({
  PORT: z.coerce
    .number('is no port number')
    .int('is no port number')
    .min(0, 'is no port number')
    .max(65_535, 'is no port number')
    .default(3000),
  SLACK_BOT_TOKEN: z.string('is missing').startsWith('xoxb-', 'is no bot token (it begins with xoxb-)'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'is no app token (it begins with xapp-)').optional(),
  SLACK_API_URL: z.url('is no URL').default('https://slack.com/api/').transform(endingInSlash),
  DATABASE_URL: z.string().superRefine(checkDatabaseUrl).optional(),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'is none of debug, info, warn, error, silent')
    .default('info'),
});

/** The environment variables that are looked at. */
export const settingNames: readonly string[] = Object.keys(settings.shape);

/** What is wrong is said by who reads it. */
function checkDatabaseUrl(url: string, check: z.RefinementCtx<string>): void {
  try {
    readDatabaseUrl(url);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is no URL';
    check.addIssue({ code: 'custom', message: message.replace(/^DATABASE_URL | in DATABASE_URL/, '') });
  }
}

/**
 * @param env an empty setting counts as a missing one
 * @throws WrongConfig
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = settings.safeParse(filled);
  const wrong = read.success
    ? []
    : read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!filled.SLACK_SIGNING_SECRET && !filled.SLACK_APP_TOKEN) {
    wrong.push('SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing');
  }
  if (!read.success || wrong.length > 0) {
    throw new WrongConfig(
      `Can't start: ${wrong.join('; ')}. The README's table of settings says what each is.`,
    );
  }
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, ...set } = read.data;
  return {
    port: set.PORT,
    botToken: set.SLACK_BOT_TOKEN,
    connection: appToken
      ? { mode: 'socket', appToken }
      : { mode: 'http', signingSecret: signingSecret as string },
    slackApiUrl: set.SLACK_API_URL,
    databaseUrl: set.DATABASE_URL ?? null,
    dataDir: set.DATA_DIR,
    logLevel: set.LOG_LEVEL,
  };
}
