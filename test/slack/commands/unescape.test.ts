import { describe, expect, it } from 'vitest';
import { unescapeText } from '../../../src/slack/commands/unescape.ts';

// What Slack makes of typed text: docs.slack.dev/interactivity/implementing-slash-commands.
describe('the text of a command, as Slack sends it', () => {
  it.each([
    ['org add Beta &amp; Söhne &lt;x&gt;', 'org add Beta & Söhne <x>'],
    ['org add <http://acme.example|acme.example> Ltd', 'org add acme.example Ltd'],
    ['orgs <https://acme.example/a?b=1>', 'orgs https://acme.example/a?b=1'],
    ['find <mailto:ana@acme.example|ana@acme.example>', 'find ana@acme.example'],
    ['org add <#C0RANDOM00|random>', 'org add #random'],
    ['org add <!here>', 'org add @here'],
    ['org add <!subteam^S0DESK|@desk>', 'org add @desk'],
    ['access revoke <@U0LEE0000|lee>', 'access revoke <@U0LEE0000|lee>'],
    ['org add &amp;lt;', 'org add &lt;'],
    ['export <org-id>', 'export <org-id>'],
    ['export acme\u2060.example', 'export acme.example'],
  ])('%s becomes the typed text %s', (brought, typed) => {
    expect(unescapeText(brought)).toBe(typed);
  });
});
