// Starts a fake Slack in which the app is installed as its manifest says: with its scopes and event subscriptions.
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './fake-slack/fake-slack.ts';
import { readManifest } from './read-manifest.ts';

export async function startSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const { scopes, events } = await readManifest();
  const fake = await startFakeSlack({ events, ...options });
  fake.install({ workspace: fake.app().teamId, scopes });
  return fake;
}
