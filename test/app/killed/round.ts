// What a member does in each round: shares a file, applies it, undoes it, redoes it, and exports all end users.
import type { Driver, FakeSlack, Message } from '../../../playground/fake-slack/fake-slack.ts';
import { conversationIn } from '../conversation.ts';
import type { Phase } from './stages.ts';

export const channel = 'end-users';

/** Rows of a file: end users that exist before the first round, new ones, and some that are left out. */
export const rows = { known: 400, added: 600, wrong: 3 };

/** One thing that a member does, until it is done. */
export type Step = {
  readonly phase: Phase;
  /** Does it, and again if the app didn't get it. Resolves when the app did. */
  act(): Promise<void>;
  /** Whether the member sees that it is done. */
  isDone(): boolean;
};

/** Whose end users the rounds change; `ids` of the known end users by their email addresses. */
export type Subject = { readonly organization: number; readonly ids: ReadonlyMap<string, number> };

/** The file that creates the known end users. */
export const firstFile = (organization: number): string =>
  csv('customer_id,name,email,title', rows.known, (i) => `${organization},Person ${i},${known(i)},none`);

const known = (i: number): string => `known${i}@x.example`;

/** A file that changes the titles of the known end users, and adds others. */
function fileOf(round: number, { organization, ids }: Subject): string {
  return csv('customer_id,contact_id,name,email,title', rows.known + rows.added + rows.wrong, (i) => {
    if (i < rows.known)
      return `${organization},${ids.get(known(i))},Person ${i},${known(i)},in round ${round}`;
    const email = i < rows.known + rows.added ? `round${round}new${i}@x.example` : 'no address';
    return `${organization},,Person ${i},${email},in round ${round}`;
  });
}

const csv = (header: string, count: number, row: (i: number) => string): string =>
  `${[header, ...Array.from({ length: count }, (_, i) => row(i))].join('\n')}\n`;

/** The steps in their order, and the shared message, once there is one. */
export function makeRound(fake: FakeSlack, member: Driver, round: number, subject: Subject) {
  const { botsIn } = conversationIn(fake);
  let shared: Message | null = null;
  let exportedBefore: number | null = null;

  const inThread = () => (shared ? botsIn(shared) : []);
  const posted = (text: RegExp) => inThread().find((message) => text.test(message.text));
  const files = () => inThread().flatMap(fake.files);
  const exported = () => exportMessages(fake).length;

  /** Does nothing if the button is gone: the app got an earlier click. */
  async function click(label: RegExp, isAfter: RegExp): Promise<void> {
    const message = posted(isAfter);
    if (message) await untilThrough(() => member.click(message, { text: label }));
  }

  const steps: readonly Step[] = [
    {
      phase: 'share',
      async act() {
        const file = { name: `round-${round}.csv`, content: fileOf(round, subject) };
        shared = await member.share({ channel, files: [file] });
      },
      isDone: () => files().length > 0 && posted(/Apply to [\d,]+ end users/) !== undefined,
    },
    {
      phase: 'apply',
      act: () => click(/^Apply/, /Apply to [\d,]+ end users/),
      isDone: () => posted(/Applied by/) !== undefined,
    },
    {
      phase: 'undo',
      act: () => click(/^Undo$/, /Applied by/),
      isDone: () => posted(/Undone by/) !== undefined,
    },
    {
      phase: 'redo',
      act: () => click(/^Redo$/, /Undone by/),
      isDone: () => posted(/Applied again by/) !== undefined,
    },
    {
      phase: 'export',
      async act() {
        exportedBefore ??= exported();
        await untilThrough(() => member.command(channel, '/endusers export all'));
      },
      isDone: () => exportedBefore !== null && exported() > exportedBefore,
    },
  ];
  return { steps, shared: () => shared };
}

/** When Slack shows that the app didn't answer, the member does it again, unless the button is gone. */
async function untilThrough(act: () => Promise<{ ok: boolean }>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await act().catch(() => ({ ok: true }))).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The messages of the exports in the channel that are done. */
export function exportMessages(fake: FakeSlack): Message[] {
  return fake
    .messages(channel)
    .filter(
      ({ ts, threadTs = ts, botId, text }) => botId !== undefined && ts === threadTs && text.startsWith('✅'),
    );
}
