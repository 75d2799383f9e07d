import { describe, expect, it } from 'vitest';
import { commandNamed, commands, usageHint, usageOf } from '../../../src/slack/commands/commands.ts';
import { parseCommand } from '../../../src/slack/commands/parse-command.ts';

describe('the table of commands', () => {
  it.each(commands)('has an example for $name that is parsed as that command', ({ name, example }) => {
    expect(parseCommand(example).name).toBe(name);
  });

  it.each(commands.flatMap(({ name, aliases }) => aliases.map((other) => ({ name, other }))))(
    'accepts "$other" for $name',
    ({ name, other }) => {
      const read = parseCommand(`${other} 12`);
      expect('command' in read ? read.command : read.name).toBe(name);
    },
  );

  it('has a question for each command that needs an argument', () => {
    const needing = commands.filter(({ args }) => args.startsWith('<'));
    expect(needing.map(({ name }) => commandNamed(name).question)).not.toContain(undefined);
    expect(needing.map(({ name }) => parseCommand(name).name)).toEqual(needing.map(() => 'incomplete'));
  });

  it('has no spelling twice', () => {
    const spellings = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(spellings).size).toBe(spellings.length);
  });

  it('says what to type, and has a hint with every command', () => {
    expect(usageOf(commandNamed('org add'))).toBe('/endusers org add <name>');
    expect(usageOf(commandNamed('help'))).toBe('/endusers help');
    expect(usageHint.split(' | ')).toEqual(commands.map(({ name }) => name));
  });
});
