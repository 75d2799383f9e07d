// The scopes and events that the app's manifest asks for: the tests grant no others.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const manifest = parse(readFileSync('manifest.yml', 'utf8'));

export const scopes: string[] = manifest.oauth_config.scopes.bot;
export const events: string[] = manifest.settings.event_subscriptions.bot_events;
