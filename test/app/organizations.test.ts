// Organizations by command: add, list, search.
import { describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, command, share, answer } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const type = (line: string) => command(dana, channel, line);

describe('without any organization', () => {
  it('the list says how to add one', async () => {
    expect(await type('/endusers orgs')).toContain(
      '/endusers org add <name>'.replace('<', '&lt;').replace('>', '&gt;'),
    );
  });

  it('an export says how to add one', async () => {
    expect(await type('/endusers export all')).toContain('There are no organizations yet');
  });

  it('a shared file is refused with a hint how to add one', async () => {
    const shared = await share(dana, channel, 'customer_id,name\n1,Ana\n');
    const refused = await answer(shared, /no organization yet/);
    expect(refused.text).toContain('/endusers org add');
    expect(refused.text).toContain('Nothing was changed');
  });
});

describe('organizations', () => {
  it('are added by name, and listed with their ids in the order of their names', async () => {
    const beta = await addOrganization(dana, 'Beta & Söhne');
    const acme = await addOrganization(dana, 'Acme Ltd');
    const list = await type('/endusers orgs');
    expect(list).toContain('2 organizations');
    expect(list.indexOf(`\`${acme}\` · Acme Ltd`)).toBeGreaterThan(0);
    expect(list.indexOf(`\`${beta}\` · Beta &amp; Söhne`)).toBeGreaterThan(list.indexOf('Acme Ltd'));
  });

  it('are found by a part of the name in any case, or by the whole id', async () => {
    const id = await addOrganization(dana, 'Zeta 100%_Pure');
    for (const search of ['zeta', 'PURE', '100%_', String(id)]) {
      const found = await type(`/endusers orgs ${search}`);
      expect(found).toContain(`\`${id}\``);
      expect(found).toContain('1 organization');
    }
    expect(await type('/endusers orgs 100%%')).toContain('No organization');
  });

  it('keep quotes, apostrophes, and markup in their names', async () => {
    await addOrganization(dana, '<!channel> *Bold* O’Neil "Sons"');
    const list = await type('/endusers orgs Neil');
    expect(list).toContain('&lt;!channel&gt;');
    expect(list).toContain('O’Neil "Sons"');
  });

  it('with an existing name, in any case, are not added again', async () => {
    const id = await addOrganization(dana, 'Once Only');
    const again = await type('/endusers org add once ONLY');
    expect(again).toContain('already exists');
    expect(again).toContain(`\`${id}\``);
    expect(await type('/endusers orgs once only')).toContain('1 organization');
  });

  it('asked for twice at once are added once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => type('/endusers org add At Once')));
    expect(answers.filter((text) => text.includes('Added'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('already exists'))).toHaveLength(2);
  });

  it('have names of up to 255 characters, counted as a person does', async () => {
    const longest = '👩‍💻'.repeat(85);
    expect(Array.from(longest)).toHaveLength(255);
    expect(await type(`/endusers org add ${longest}`)).toContain('Added');
    expect(await type(`/endusers org add ${longest}x`)).toContain('256 characters');
    expect(await type('/endusers org add')).toContain('What is the name of the organization?');
  });
});
