// A member at work by hand: what the tests of looking up, editing and creating end users share.
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Driver } from '../../playground/fake-slack/member/driver.ts';
import type { View } from '../../playground/fake-slack/world/records.ts';
import { sendOnce } from './old-click.ts';
import type { AppUnderTest } from './running-app.ts';

export const channel = 'end-users';

/** The text of a modal's blocks. */
export const textOf = (view: View | undefined): string => JSON.stringify(view?.content.blocks ?? []);

type Sent = { readonly user: { readonly id: string }; readonly view: { readonly private_metadata: string } };

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
    /** Sends the newest form once more, as this member or with other metadata; gives what Slack is answered. */
    async sentAgain(change: { memberId?: string; metadata?: string } = {}): Promise<unknown> {
      const newest = fake
        .deliveries()
        .findLast(({ kind, payload }) => kind === 'interactive' && payload.view);
      const sent = newest?.payload as unknown as Sent;
      const answered = await sendOnce(fake, app.port, {
        ...sent,
        user: { ...sent.user, id: change.memberId ?? sent.user.id },
        view: { ...sent.view, private_metadata: change.metadata ?? sent.view.private_metadata },
      });
      return answered.json();
    },
  };
}
