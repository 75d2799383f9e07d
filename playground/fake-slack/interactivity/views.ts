// Opens, stacks, updates, and closes modals, and publishes Home tabs.
import { checkView } from '../block-kit/check-view.ts';
import { fillIds } from '../block-kit/fill-ids.ts';
import { SlackError, slackErrorWithMessages } from '../web-api/slack-error.ts';
import type { Block, Json, View } from '../world/records.ts';
import type { World } from '../world/world.ts';

export type Views = {
  /**
   * Opens a modal for the member, on top of `parent` if given.
   *
   * @throws SlackError if the view is invalid, or `push_limit_reached`
   */
  open(teamId: string, member: string, view: unknown, parent?: View): View;
  /**
   * Replaces the content of a view.
   *
   * @throws SlackError if the view is invalid
   */
  update(view: View, next: unknown): View;
  /** Publishes the member's Home tab, or replaces its content. */
  publish(teamId: string, member: string, view: unknown): View;
  find(idOrExternalId: string | undefined): View | undefined;
  /** Returns the member's open modals, the top one last. */
  stack(member: string): View[];
  /** Closes the view, or with `all` its whole stack. */
  close(view: View, all?: boolean): void;
  /** Shows errors of a submission: block id to sentence. */
  showErrors(view: View, errors: Record<string, string>): View;
};

/** https://docs.slack.dev/reference/methods/views.push: "a stack can hold up to 3 views". */
const maxStackSize = 3;

export function createViews(world: World): Views {
  const put = (view: View) => {
    world.views.set(view.id, view);
    world.changes.emit({ kind: 'view', id: view.id, member: view.user });
    return view;
  };
  const hash = () => `${Math.floor(Date.now() / 1000)}.${world.ids.next('').toLowerCase()}`;

  const parse = (input: unknown, current?: View): { content: View['content']; externalId?: string } => {
    const errors = checkView(input);
    if (errors.length > 0) throw slackErrorWithMessages('invalid_arguments', errors);
    const view = input as Json & { blocks: Block[] };
    if (JSON.stringify(view).length > 250_000) throw new SlackError('view_too_large');
    const externalId = typeof view.external_id === 'string' ? view.external_id : '';
    const isTaken = [...world.views.values()].some(
      (other) => other.externalId === externalId && other.id !== current?.id,
    );
    if (externalId !== '' && isTaken) throw new SlackError('duplicate_external_id');
    const content = { ...view, blocks: fillIds(view.blocks) };
    return externalId === '' ? { content } : { content, externalId };
  };
  const stack = (member: string) =>
    [...world.views.values()].filter(({ user, open, type }) => user === member && open && type === 'modal');

  const create = (teamId: string, user: string, view: unknown, type: View['type'], parent?: View) => {
    const id = world.ids.next('V');
    return put({
      ...parse(view),
      id,
      teamId,
      user,
      type,
      rootId: parent?.rootId ?? id,
      ...(parent ? { previousId: parent.id } : {}),
      hash: hash(),
      open: true,
      errors: {},
    });
  };

  return {
    open(teamId, member, view, parent) {
      if (parent && stack(member).length >= maxStackSize) throw new SlackError('push_limit_reached');
      return create(teamId, member, view, 'modal', parent);
    },
    update: (view, next) => put({ ...view, ...parse(next, view), hash: hash(), errors: {} }),
    /** Publishes the member's Home tab, or replaces its content. */
    publish(teamId, member, view) {
      const home = [...world.views.values()].find(
        ({ type, user, teamId: team }) => type === 'home' && user === member && team === teamId,
      );
      return home
        ? put({ ...home, ...parse(view, home), hash: hash() })
        : create(teamId, member, view, 'home');
    },
    find: (id) =>
      [...world.views.values()].find(
        (view) => view.id === id || (id !== undefined && view.externalId === id),
      ),
    stack,
    close(view, all = false) {
      const closing = all ? stack(view.user).filter(({ rootId }) => rootId === view.rootId) : [view];
      for (const closed of closing) put({ ...closed, open: false });
    },
    showErrors: (view, errors) => put({ ...view, errors }),
  };
}
