// What members do in the forms that show, edit, and create one end user, as functions for the tests.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Driver, View } from '../../playground/fake-slack/fake-slack.ts';
import type { AppUnderTest } from './running-app.ts';
import { sendInteraction } from './send-interaction.ts';

export const channel = 'end-users';

/** The text of a modal's blocks. */
export const textOf = (view: View | undefined): string => JSON.stringify(view?.content.blocks ?? []);

type Sent = {
  readonly trigger_id: string;
  readonly user: { readonly id: string };
  readonly view: { readonly private_metadata: string };
};

type Change = { readonly memberId?: string; readonly metadata?: string; readonly isSame?: boolean };

export function endUserForms({ fake, app, db, command, share, applied }: AppUnderTest) {
  return {
    /** Imports one end user, and resolves with the id. */
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
    /** Opens the form that edits an end user. */
    async editing(member: Driver, id: number): Promise<View> {
      await command(member, channel, `/endusers show ${id}`);
      const shown = member.ephemerals().findLast(({ text }) => text.includes(`· ${id}`))!;
      expect(await member.click(shown, { text: 'Edit' })).toMatchObject({ ok: true });
      return fake.until(() => member.modal(), { what: 'the form to edit' });
    },
    /** Opens the form that creates an end user. */
    async adding(member: Driver, line = '/endusers add'): Promise<View> {
      expect(await command(member, channel, line)).toBe('');
      return fake.until(() => member.modal(), { what: 'the form to add' });
    },
    /** The newest form that the fake sent to the app. */
    newestForm,
    /**
     * Sends a form again: as a second click, or, if `isSame`, as the same request; as another member, or with other
     * metadata. Resolves with the app's response.
     */
    async sentAgain(
      { memberId, metadata, isSame = false }: Change = {},
      sent: Sent = newestForm(),
    ): Promise<Record<string, unknown>> {
      const response = await sendInteraction(fake, app.port, {
        ...sent,
        trigger_id: isSame ? sent.trigger_id : `again-${randomUUID()}`,
        user: { ...sent.user, id: memberId ?? sent.user.id },
        view: { ...sent.view, private_metadata: metadata ?? sent.view.private_metadata },
      });
      const body = await response.text();
      return body === '' ? {} : JSON.parse(body);
    },
  };

  function newestForm(): Sent {
    const newest = fake.deliveries().findLast(({ kind, payload }) => kind === 'interactive' && payload.view);
    return newest?.payload as unknown as Sent;
  }
}
