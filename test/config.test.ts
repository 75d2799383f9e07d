// Reading the settings: defaults, combinations, and the messages about wrong or missing ones.
import { describe, expect, it } from 'vitest';
import { type Config, ConfigError, readConfig, readDatabaseConfig } from '../src/config.ts';

const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };

describe('the settings', () => {
  it('have defaults', () => {
    expect(readConfig(http)).toEqual({
      port: 3000,
      workspaces: { kind: 'one', botToken: 'xoxb-1' },
      connection: { mode: 'http', signingSecret: 'secret' },
      slackApiUrl: 'https://slack.com/api/',
      links: { privacyUrl: null, supportUrl: null },
      databaseUrl: null,
      dataDir: '.data',
      logLevel: 'info',
      maxRows: 1_048_576,
      maxStagingMb: 10_000,
    } satisfies Config);
  });

  it('select Socket Mode by its token, even if there is a signing secret', () => {
    const connection = { mode: 'socket', appToken: 'xapp-1' };
    expect(readConfig({ ...http, SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({ connection });
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
      connection,
    });
  });

  it('accept the URL of the Slack API with and without a trailing slash', () => {
    for (const url of ['http://127.0.0.1:99/api', 'http://127.0.0.1:99/api/']) {
      expect(readConfig({ ...http, SLACK_API_URL: url }).slackApiUrl).toBe('http://127.0.0.1:99/api/');
    }
  });

  it('accept addresses for the install page, and nothing else that a browser would run', () => {
    const links = { PRIVACY_URL: 'https://example.com/privacy', SUPPORT_URL: 'mailto:help@example.com' };
    expect(readConfig({ ...http, ...links }).links).toEqual({
      privacyUrl: links.PRIVACY_URL,
      supportUrl: links.SUPPORT_URL,
    });
    expect(() => readConfig({ ...http, PRIVACY_URL: 'javascript:alert(1)' })).toThrow(
      'PRIVACY_URL is not a URL',
    );
    expect(() => readConfig({ ...http, SUPPORT_URL: 'help@example.com' })).toThrow(
      'SUPPORT_URL is not a URL',
    );
  });

  it('count as missing when they are empty', () => {
    expect(readConfig({ ...http, PORT: '', DATABASE_URL: ' ', SLACK_APP_TOKEN: '' })).toEqual(
      readConfig(http),
    );
  });
});

const many = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client secret',
  SLACK_STATE_SECRET: 'x'.repeat(32),
  TOKEN_ENCRYPTION_KEY: `k2:${Buffer.alloc(32, 2).toString('base64')},k1:${Buffer.alloc(32, 1).toString('base64')}`,
};

describe('the settings for many workspaces', () => {
  it('replace a token, over HTTP and in Socket Mode', () => {
    const { workspaces } = readConfig({ ...many, SLACK_SIGNING_SECRET: 'secret' });
    expect(workspaces).toMatchObject({
      kind: 'many',
      clientId: '1.2',
      clientSecret: 'client secret',
      stateSecret: many.SLACK_STATE_SECRET,
      keys: { newestId: 'k2' },
    });
    expect(readConfig({ ...many, SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
      workspaces: { kind: 'many' },
      connection: { mode: 'socket' },
    });
  });

  it.each(Object.keys(many))('are all named except %s, when it is the only one that is set', (name) => {
    const message = messageFor({ [name]: many[name as keyof typeof many] });
    const others = Object.keys(many).filter((other) => other !== name);
    for (const other of [...others, 'SLACK_SIGNING_SECRET']) expect(message).toContain(`${other} `);
    expect(message).not.toContain(`${name} is missing`);
  });

  it('exclude a token', () => {
    expect(messageFor({ ...http, ...many })).toContain(
      'SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, TOKEN_ENCRYPTION_KEY for many: set only one of the two',
    );
  });
});

describe('the settings of a command that needs only the database', () => {
  it('are two, and none of Slack is required', () => {
    expect(readDatabaseConfig({})).toEqual({ databaseUrl: null, dataDir: '.data' });
    expect(readDatabaseConfig({ DATABASE_URL: 'postgres://h/d', DATA_DIR: 'x' })).toEqual({
      databaseUrl: 'postgres://h/d',
      dataDir: 'x',
    });
    expect(() => readDatabaseConfig({ DATABASE_URL: 'mysql://h/d' })).toThrow(ConfigError);
  });
});

function messageFor(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('the settings were accepted');
}

describe('wrong settings', () => {
  it('are all named at once', () => {
    const message = messageFor({
      PORT: '70000',
      SLACK_BOT_TOKEN: 'xoxp-not-a-bot',
      SLACK_API_URL: 'slack.com/api',
      DATABASE_URL: 'mysql://localhost/x',
      LOG_LEVEL: 'loud',
    });
    for (const name of [
      'PORT',
      'SLACK_BOT_TOKEN',
      'SLACK_API_URL',
      'DATABASE_URL',
      'LOG_LEVEL',
      'SLACK_SIGNING_SECRET',
    ]) {
      expect(message).toContain(name);
    }
    expect(message).toContain('SLACK_APP_TOKEN (for Socket Mode) must be set');
  });

  it('are named when nothing is set', () => {
    expect(messageFor({})).toBe(
      "Can't start: SLACK_BOT_TOKEN (for one workspace) or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, TOKEN_ENCRYPTION_KEY (for many) must be set; SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) must be set. docs/connect.md explains each setting.",
    );
  });

  it.each([
    ['PORT', 'eighty', 'is not a port number'],
    ['PORT', '-1', 'is not a port number'],
    ['PORT', '1.5', 'is not a port number'],
    ['MAX_ROWS', 'many', 'is not a number'],
    ['MAX_ROWS', '1.5', 'is not a whole number'],
    ['MAX_STAGING_MB', '0', 'is less than 1'],
    ['SLACK_APP_TOKEN', 'xoxb-1', 'is not an app token'],
    ['SLACK_APP_TOKEN', 'xapp-…', 'is not an app token'],
    ['SLACK_BOT_TOKEN', 'xoxb-…', 'is not a bot token'],
    ['SLACK_STATE_SECRET', 'short', 'is shorter than 32 characters'],
    ['TOKEN_ENCRYPTION_KEY', 'k1:c2hvcnQ=', 'must look like k1:base64-of-32-bytes'],
    ['DATABASE_URL', 'localhost:5432', 'must look like postgres://'],
    ['DATABASE_URL', 'postgres://h/d?sslmode=sometimes', 'sslmode must be'],
  ])('%s=%s %s', (name, value, reason) => {
    const message = messageFor({ ...http, [name]: value });
    expect(message).toContain(`${name} `);
    expect(message).toContain(reason);
  });

  it('are not repeated in the message, since they may be secret', () => {
    expect(messageFor({ ...http, SLACK_BOT_TOKEN: 'xoxp-secret' })).not.toContain('xoxp-secret');
    expect(messageFor({ ...http, DATABASE_URL: 'mysql://me:hidden@h/d' })).not.toContain('hidden');
    const message = messageFor({ ...many, TOKEN_ENCRYPTION_KEY: 'k1:hidden', SLACK_STATE_SECRET: 'hidden' });
    expect(message).not.toContain('hidden');
  });
});
