// Serializes a view as in answers of `views.*` and in interaction payloads.
// Shape: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload.
import type { Json, View } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** `values` is the current input: block id to action id to value. */
export function serializeView(world: World, view: View, values: Json = {}): Json {
  const installation = world.installations.get(view.teamId);
  const { content } = view;
  return {
    id: view.id,
    team_id: view.teamId,
    type: view.type,
    ...(view.type === 'modal' ? { title: content.title } : {}),
    close: content.close ?? null,
    submit: content.submit ?? null,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    external_id: view.externalId ?? '',
    state: { values },
    hash: view.hash,
    clear_on_close: content.clear_on_close === true,
    notify_on_close: content.notify_on_close === true,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    app_id: installation?.appId ?? '',
    app_installed_team_id: installation?.enterpriseId ?? view.teamId,
    bot_id: installation?.botId ?? '',
  };
}
