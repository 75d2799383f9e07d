// Errors in the log: their codes and stacks, and nothing that could contain data.
import { Writable } from 'node:stream';
import { DrizzleQueryError } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openLog } from '../src/log.ts';

function logged(error: unknown): Record<string, never> & { err: { [key: string]: unknown } } {
  const lines: string[] = [];
  const destination = new Writable({
    write(line, _, done) {
      lines.push(String(line));
      done();
    },
  });
  openLog('info', destination).error({ err: error }, 'it failed');
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!);
}

const canary = 'CANARY-7Q';

it('an error is logged with its codes, its stack, and its causes', () => {
  const cause = Object.assign(new TypeError('x'), { code: 'ECONNRESET', syscall: 'read' });
  const { err } = logged(new Error('a sentence', { cause }));
  expect(err).toMatchObject({
    name: 'Error',
    cause: { name: 'TypeError', code: 'ECONNRESET', syscall: 'read' },
  });
  expect(String(err.stack)).toContain('log.test.ts');
});

it("of Slack's response, the error code and the missing scope are logged", () => {
  const data = { ok: false, error: 'missing_scope', needed: 'files:read', messages: [canary] };
  expect(logged(Object.assign(new Error(canary), { data })).err).toMatchObject({
    slack: 'missing_scope',
    needed: 'files:read',
  });
});

it.each([
  ['the message', new Error(`name "${canary}" is wrong`)],
  ['a message that looks like a stack', new Error(`see you\n    at ${canary}\n    at 5 pm (file.ts:1:1)`)],
  [
    'the parameters of a query',
    new DrizzleQueryError(`select ${canary}`, [canary, `\n    at ${canary}`], new Error(canary)),
  ],
  ['the details of the database', Object.assign(new Error('x'), { detail: canary, parameters: [canary] })],
  [
    'the body of a request',
    Object.assign(new Error('x'), { data: { body: canary }, body: canary, original: canary }),
  ],
  ['a cause', new Error('x', { cause: new Error(canary, { cause: canary }) })],
  ['a thrown value that is not an error', canary],
])('%s is never logged', (_, error) => {
  expect(JSON.stringify(logged(error))).not.toContain(canary);
});
