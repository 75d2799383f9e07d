// Formats validation errors in the words of Slack's `response_metadata.messages`.
// The wordings were observed in answers of Slack: slackapi/java-slack-sdk pull 302 and issue 1017,
// adobe/spacecat-api-service issue 176, NousResearch/hermes-agent issue 72871.
import type { z } from 'zod';

type Path = readonly PropertyKey[];

/** Returns `[ERROR] sentence [json-pointer:/blocks/0/text]`. */
export function validationError(sentence: string, path: Path): string {
  return `[ERROR] ${sentence} [json-pointer:/${path.map(String).join('/')}]`;
}

function typeOf(value: unknown): string {
  const { type } = (typeof value === 'object' && value !== null ? value : {}) as { type?: unknown };
  return String(type);
}

/** `atParent`: Slack reports the error at the parent of zod's path. */
function sentenceOf(issue: z.core.$ZodIssue): { sentence: string; atParent?: true } {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? { sentence: `must be less than ${Number(issue.maximum) + 1} characters` }
        : { sentence: `no more than ${issue.maximum} items allowed` };
    case 'too_small':
      return issue.origin === 'string'
        ? { sentence: `must be more than ${Number(issue.minimum) - 1} characters` }
        : { sentence: `must provide at least ${issue.minimum} items` };
    case 'unrecognized_keys':
      return { sentence: `invalid additional property: ${issue.keys.join(', ')}` };
    case 'invalid_union':
      return { sentence: `unsupported type: ${typeOf(issue.input)}` };
    case 'invalid_value':
      return issue.path.at(-1) === 'type'
        ? { sentence: `unsupported type: ${String(issue.input)}` }
        : { sentence: `must be one of ${issue.values.map(String).join(', ')}` };
    case 'custom':
      return { sentence: issue.message };
    case 'invalid_type':
      return issue.input === undefined
        ? { sentence: `missing required field: ${String(issue.path.at(-1))}`, atParent: true }
        : { sentence: `must provide a ${issue.expected}` };
    default:
      return { sentence: 'must be a valid value' };
  }
}

/** Formats the issues that zod found in the value at `path`. */
export function validationErrors(error: z.ZodError | undefined, path: Path): string[] {
  return (error?.issues ?? []).map((issue) => {
    const { sentence, atParent } = sentenceOf(issue);
    const at = [...path, ...issue.path];
    return validationError(sentence, atParent ? at.slice(0, -1) : at);
  });
}
