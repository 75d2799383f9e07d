// Opens, stacks, changes and closes modals, and keeps home tabs.
import { checkView } from '../block-kit/check-view.ts';
import { fillIds } from '../block-kit/fill-ids.ts';
import { Refusal, refusalWithMessages } from '../web-api/refusal.ts';
import type { Block, Json, View } from '../world/records.ts';
import type { World } from '../world/world.ts';

export type Views = {
  /** Opens a modal for the member; with `above`, on top of that one. */
  open(teamId: string, member: string, view: unknown, above?: View): View;
  /** Changes a view. Refuses: `not_found`, `hash_conflict`, and what is wrong with the view. */
  update(view: View, next: unknown): View;
  publish(teamId: string, member: string, view: unknown): View;
  find(idOrExternalId: string | undefined): View | undefined;
  /** The modals that the member has open, the top one last. */
  stack(member: string): View[];
  /** Closes the view, or all of its stack. */
  close(view: View, all?: boolean): void;
  showErrors(view: View, errors: Record<string, string>): View;
};

/** docs.slack.dev/reference/methods/views.push: "a stack can hold up to 3 views". */
const stackLimit = 3;

export function createViews(world: World): Views {
  const put = (view: View) => {
    world.views.set(view.id, view);
    world.changes.emit({ kind: 'view', id: view.id, member: view.user });
    return view;
  };
  const hash = () => `${Math.floor(Date.now() / 1000)}.${world.ids.next('').toLowerCase()}`;

  const read = (given: unknown, own?: View): { content: View['content']; externalId?: string } => {
    const complaints = checkView(given);
    if (complaints.length > 0) throw refusalWithMessages('invalid_arguments', complaints);
    const view = given as Json & { blocks: Block[] };
    if (JSON.stringify(view).length > 250_000) throw new Refusal('view_too_large');
    const externalId = typeof view.external_id === 'string' ? view.external_id : '';
    const taken = [...world.views.values()].some(
      (other) => other.externalId === externalId && other.id !== own?.id,
    );
    if (externalId !== '' && taken) throw new Refusal('duplicate_external_id');
    const content = { ...view, blocks: fillIds(view.blocks) };
    return externalId === '' ? { content } : { content, externalId };
  };
  const stack = (member: string) =>
    [...world.views.values()].filter(({ user, open, type }) => user === member && open && type === 'modal');

  const create = (teamId: string, user: string, view: unknown, type: View['type'], above?: View) => {
    const id = world.ids.next('V');
    return put({
      ...read(view),
      id,
      teamId,
      user,
      type,
      rootId: above?.rootId ?? id,
      ...(above ? { previousId: above.id } : {}),
      hash: hash(),
      open: true,
      errors: {},
    });
  };

  return {
    open(teamId, member, view, above) {
      if (above && stack(member).length >= stackLimit) throw new Refusal('push_limit_reached');
      return create(teamId, member, view, 'modal', above);
    },
    update: (view, next) => put({ ...view, ...read(next, view), hash: hash(), errors: {} }),
    publish(teamId, member, view) {
      const home = [...world.views.values()].find(
        ({ type, user, teamId: team }) => type === 'home' && user === member && team === teamId,
      );
      return home
        ? put({ ...home, ...read(view, home), hash: hash() })
        : create(teamId, member, view, 'home');
    },
    find: (id) =>
      [...world.views.values()].find(
        (view) => view.id === id || (id !== undefined && view.externalId === id),
      ),
    stack,
    close(view, all = false) {
      const closing = all ? stack(view.user).filter(({ rootId }) => rootId === view.rootId) : [view];
      for (const each of closing) put({ ...each, open: false });
    },
    showErrors: (view, errors) => put({ ...view, errors }),
  };
}
