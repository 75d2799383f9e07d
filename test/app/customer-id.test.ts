// The organization of new rows that name none.
import { describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, exported, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const rows = 'customer_id,name\n,Ana\n';
const acme = await addOrganization(dana, 'Acme Ltd');

it('new rows without an organization go to the only one', async () => {
  const plan = await answer(await share(dana, channel, rows), /1 new/);
  expect(plan.text).toContain('All in Acme Ltd');
});

describe('new rows without an organization, when there are several', () => {
  let beta: number;

  it('are left out until a member chooses it', async () => {
    beta = await addOrganization(dana, 'Beta Inc');
    const plan = await answer(await share(dana, channel, `${rows}${acme},Bo\n`), /1 new · 1 left out/);
    expect(plan.text).toContain('Which organization is the new end user for?');
    expect(plan.text).not.toContain('customer_id is empty');
  });

  it('go to the one that the message names', async () => {
    const plan = await answer(
      await share(dana, channel, rows, { text: `these are for org ${beta}` }),
      /1 new/,
    );
    expect(plan.text).toContain('All in Beta Inc');
  });

  it('go to the one of the export in whose thread the file is shared', async () => {
    await answer(await share(dana, channel, rows, { text: `org ${beta}` }), /1 new/);
    const { message } = await exported(dana, channel, `/endusers template ${beta}`);
    const plan = await answer(await share(dana, channel, rows, { threadTs: message.ts }), /1 new/);
    expect(plan.text).toContain('All in Beta Inc');
  });

  it('go to the one that the message names, even in the thread of an export of another one', async () => {
    const { message } = await exported(dana, channel, `/endusers template ${beta}`);
    const more = { threadTs: message.ts, text: `customer ${acme} please` };
    expect((await answer(await share(dana, channel, rows, more), /1 new/)).text).toContain('All in Acme Ltd');
  });

  it('stay with the one that the row itself names', async () => {
    const shared = await share(dana, channel, `${rows}${acme},Bo\n`, { text: `org ${beta}` });
    const plan = await answer(shared, /2 new/);
    expect(plan.text).toContain('Acme Ltd 1 new');
    expect(plan.text).toContain('Beta Inc 1 new');
  });

  it('are not read when the message names one that does not exist', async () => {
    const refused = await answer(await share(dana, channel, rows, { text: 'org 4711' }), /can't be imported/);
    expect(refused.text).toContain('The message names organization 4711, which does not exist');
    expect(refused.text).toContain('/endusers orgs');
  });
});

it('a file without ids is read in the thread of an export', async () => {
  const { message } = await exported(dana, channel, `/endusers template ${acme}`);
  const plan = await answer(await share(dana, channel, 'name\nAna\n', { threadTs: message.ts }), /1 new/);
  expect(plan.text).toContain('All in Acme Ltd');
});
