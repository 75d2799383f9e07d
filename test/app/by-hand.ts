// A member at work by hand: what the tests of looking up, editing and creating end users share.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Driver, View } from '../../playground/fake-slack/fake-slack.ts';
import { sendOnce } from './old-click.ts';
import type { AppUnderTest } from './running-app.ts';

export const channel = 'end-users';

/** The text of a modal's blocks. */
export const textOf = (view: View | undefined): string => JSON.stringify(view?.content.blocks ?? []);

/** Room for a busy machine: Slack's three seconds are tested where they matter. */
export const unhurried = { answerWithinMs: 20_000, triggerLifeMs: 60_000 };

type Sent = {
  readonly trigger_id: string;
  readonly user: { readonly id: string };
  readonly view: { readonly private_metadata: string };
};

type Change = { readonly memberId?: string; readonly metadata?: string; readonly isSame?: boolean };

export function byHand({ fake, app, db, command, share, applied }: AppUnderTest) {
  return {
    /** Imports one end user and gives the id. */
    async imported(by: Driver, organization: number, cells: Record<string, string>): Promise<number> {
      const quoted = Object.values(cells).map((cell) => `"${cell.replaceAll('"', '""')}"`);
      const header = Object.keys(cells).join(',');
      const file = `customer_id,${header}\n${organization},${quoted.join(',')}\n`;
      await applied(by, await share(by, channel, file));
      const [row] = await db.execute(sql`select max(id)::integer as id from end_user`);
      return row?.id as number;
    },
    async rowOf(id: number) {
      return (await db.execute(sql`select * from end_user where id = ${id}`))[0];
    },
    /** Opens the form to edit an end user. */
    async editing(member: Driver, id: number): Promise<View> {
      await command(member, channel, `/endusers show ${id}`);
      const shown = member.ephemerals().findLast(({ text }) => text.includes(`· ${id}`))!;
      expect(await member.click(shown, { text: 'Edit' })).toMatchObject({ ok: true });
      return fake.until(() => member.modal(), { what: 'the form to edit' });
    },
    /** Opens the form for a new end user. */
    async adding(member: Driver, line = '/endusers add'): Promise<View> {
      expect(await command(member, channel, line)).toBe('');
      return fake.until(() => member.modal(), { what: 'the form to add' });
    },
    /** The newest form that was sent. */
    newestForm,
    /**
     * Sends a form once more, as a member does who clicks twice (`isSame`: as the very same request), as this member or
     * with other metadata. Gives what Slack is answered.
     */
    async sentAgain(
      { memberId, metadata, isSame = false }: Change = {},
      sent: Sent = newestForm(),
    ): Promise<Record<string, unknown>> {
      const answered = await sendOnce(fake, app.port, {
        ...sent,
        trigger_id: isSame ? sent.trigger_id : `again-${randomUUID()}`,
        user: { ...sent.user, id: memberId ?? sent.user.id },
        view: { ...sent.view, private_metadata: metadata ?? sent.view.private_metadata },
      });
      const body = await answered.text();
      return body === '' ? {} : JSON.parse(body);
    },
  };

  function newestForm(): Sent {
    const newest = fake.deliveries().findLast(({ kind, payload }) => kind === 'interactive' && payload.view);
    return newest?.payload as unknown as Sent;
  }
}
