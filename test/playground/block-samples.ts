// Sample blocks for the tests of Block Kit's validation.

export const plain = (text: string) => ({ type: 'plain_text', text });

export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

export const button = (more: object = {}) => ({
  type: 'button',
  action_id: 'go',
  text: plain('Go'),
  ...more,
});

export const actions = (...elements: object[]) => ({ type: 'actions', elements });

/** A table with the same text in every cell. */
export const cells = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => ({ type: 'raw_text', text })),
  ),
});

/** A menu with this many options. */
export const menu = (options: number, more: object = {}) => ({
  type: 'static_select',
  action_id: 'menu',
  options: Array.from({ length: options }, (_, index) => ({
    text: plain(`Option ${index}`),
    value: String(index),
  })),
  ...more,
});
