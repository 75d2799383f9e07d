// The `blocks.*` methods.
import { checkBlocks } from '../../block-kit/check-blocks.ts';
import { checkMessage } from '../../block-kit/check-message.ts';
import { checkView } from '../../block-kit/check-view.ts';
import type { Json } from '../../world/records.ts';
import type { BotMethods } from '../method.ts';
import { SlackError } from '../slack-error.ts';

/** What may be validated, each with its check. The errors' pointers begin below the argument. */
const checks: Record<string, (value: unknown) => string[]> = {
  blocks: (value) => checkBlocks(value, 'message', []),
  message: (value) => checkMessage({ text: 'any', ...(value as { blocks?: readonly unknown[] }) }),
  view: (value) => checkView(value).map((error) => error.replace('[json-pointer:/view', '[json-pointer:')),
};

/** https://docs.slack.dev/reference/methods/blocks.validate: an error has `pointer`, `code`, and `message`. */
function detailsOf(error: string): Json {
  const [, message = error, pointer = ''] =
    /^\[ERROR] (.*?)(?: \[json-pointer:([^\]]*)])?$/.exec(error) ?? [];
  return { pointer, code: 'failed_constraint', message };
}

export const blocksMethods: BotMethods = {
  'blocks.validate': {
    scopes: [],
    run(_, { args }) {
      const [name, ...others] = Object.keys(checks).filter((each) => args.has(each));
      if (name === undefined || others.length > 0) throw new SlackError('invalid_arguments');
      const errors = checks[name]!(args.json(name));
      if (errors.length > 0) throw new SlackError(`invalid_${name}`, { errors: errors.map(detailsOf) });
      return {};
    },
  },
};
