// Moving in, in two files: the other site's organizations, then its end users.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, exported, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

it('its organizations get our ids, and its end users go to them by the old ones', async () => {
  // The id of theirs is that of ours, and one of their organizations is ours by its name.
  const organizations = `customer_id,business_name,website\n${acme},Delta,delta.example\n900,Acme Ltd,\n901,Foxtrot,\n`;
  const shared = await share(dana, channel, organizations, {
    name: 'organizations.csv',
    text: 'from another site',
  });
  const plan = await answer(shared, /\[ Apply/);
  expect(plan.text).toContain('2 new');
  expect((await applied(dana, shared)).text).toContain('2 created');

  const people = `customer_id,contact_id,name,email\n${acme},1,Di,di@y.example\n900,2,Ed,ed@y.example\n901,3,Fe,fe@y.example\n`;
  const second = await share(dana, channel, people, { name: 'people.csv', text: 'from another site' });
  const planned = await answer(second, /\[ Apply/);
  expect(planned.text).toContain('3 new');
  expect(planned.text).toMatch(/Delta 1 new/);
  await applied(dana, second);

  const { text } = await exported(dana, channel, '/endusers export all with old ids');
  const rows = text.split('\r\n').map((line) => line.split(',').slice(0, 3).join());
  expect(rows.slice(1, 4)).toEqual([`${acme},1,Di`, '900,2,Ed', '901,3,Fe']);
  const ours = (await exported(dana, channel, `/endusers export ${acme}`)).text;
  expect(ours).toContain(',Ed,');
  expect(ours).not.toContain('Di');
});

it('a later file of that site renames an organization by its old id', async () => {
  const shared = await share(dana, channel, 'customer_id,business_name\n901,Foxtrot GmbH\n', {
    name: 'later.csv',
    text: 'from another site',
  });
  expect((await answer(shared, /\[ Apply/)).text).toContain('1 updated');
  await applied(dana, shared);
  const { text } = await exported(dana, channel, '/endusers export orgs');
  expect(text).toContain('Foxtrot GmbH');
});
