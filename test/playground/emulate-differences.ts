// How the fake and emulate 0.12.2 differ, and why. A difference has the form `<call> <path>: <ours>, there <theirs>`; `like`
// matches its start. Sources: Slack's documentation of the method or object (https://docs.slack.dev/reference), and the
// response types of @slack/web-api, which are generated from answers of Slack.

export type Known = { like: RegExp; why: string };

export const knownDifferences: readonly Known[] = [
  // Missing in emulate.
  {
    like: /^.*\.response_metadata\.(scopes|acceptedScopes): array, there absent/,
    why: 'Slack names the scopes of the token and of the method in headers with every answer.',
  },
  {
    like: /^(api\.test|users\.conversations) : object, there string/,
    why: 'emulate has neither method and answers 404.',
  },
  {
    like: /^auth\.test \.is_enterprise_install: boolean, there absent/,
    why: 'docs of auth.test.',
  },
  {
    like: /^conversations\.(list|info) .*\.(context_team_id|is_ext_shared|is_general|is_org_shared|is_pending_ext_shared|is_shared|parent_conversation|pending_connected_team_ids|pending_shared|previous_names|shared_team_ids|unlinked|updated): \w+, there absent/,
    why: 'Conversation object in the docs.',
  },
  {
    like: /^conversations\.open again, in full .*\.(context_team_id|is_org_shared|is_user_deleted|priority|updated): \w+, there absent/,
    why: 'Conversation object in the docs, direct messages.',
  },
  {
    like: /^users\.(info|list) .*\.(color|is_app_user|is_owner|is_primary_owner|is_restricted|is_ultra_restricted|tz|tz_label|tz_offset|updated|who_can_share_contact_card|team|avatar_hash): \w+, there absent/,
    why: 'User object in the docs: who is owner and who is a guest is what the app needs most.',
  },
  { like: /^users\.list \.cache_ts: number, there absent/, why: 'docs of users.list.' },
  {
    like: /^(chat|conversations|the message).*\.(app_id|bot_id|bot_profile|team|parent_user_id): \w+, there absent/,
    why: 'Messages of a bot carry bot_id and app_id, replies whose thread they are in: docs of chat.postMessage.',
  },
  {
    like: /^(chat|conversations).*\.(is_locked|latest_reply|reply_users_count|subscribed|thread_ts): \w+, there absent/,
    why: 'The first message of a thread carries its counts: docs of conversations.replies.',
  },
  {
    like: /^(chat|conversations|views).*\.(verbatim|emoji|block_id): \w+, there absent/,
    why: 'Slack fills in what blocks leave out.',
  },
  {
    like: /^conversations\.history \.pin_count: number, there absent/,
    why: 'docs of conversations.history.',
  },
  {
    like: /^(files|the message).*\.(edit_link|file_access|lines|lines_more|permalink_public|preview|username|display_as_bot): \w+, there absent/,
    why: 'File object in the docs; a CSV has lines and a preview.',
  },
  { like: /^views\.\w+ \.view\.app_installed_team_id: string, there absent/, why: 'docs of views.open.' },

  // Only in emulate, not in Slack.
  {
    like: /^auth\.test \.app_id: absent, there string/,
    why: 'docs of auth.test have no app_id for a bot token.',
  },
  {
    like: /^conversations\.(list|info) .*\.(is_open|last_read): absent, there \w+/,
    why: 'Only direct messages are open or not; last_read is for the tokens of members.',
  },
  {
    like: /^conversations\.open again, in full .*\.(creator|is_channel|is_group|is_member|is_mpim|is_private|last_read|name|name_normalized|num_members|purpose|topic): absent, there \w+/,
    why: 'Direct messages have no name, topic or members of their own: Conversation object in the docs.',
  },
  {
    like: /^users\.(info|list) .*\.(huddle_state|huddle_state_expiration_ts): absent, there \w+/,
    why: 'Set while a member is in a huddle, which the fake has not.',
  },
  {
    like: /^conversations\.replies \.messages\[0\]\.metadata: absent, there object/,
    why: 'Metadata is only shown with include_all_metadata: docs of conversations.replies.',
  },
  {
    like: /^(files|the message).*\.(initial_comment|thread_ts|paging): absent, there \w+/,
    why: 'The comment is the text of the message; the File object in the docs has neither.',
  },
  {
    like: /^the message of the upload \.files\[0\]\.(channels|groups|ims|shares|comments_count): absent, there \w+/,
    why: 'A file in a message doesn’t say where else it is: docs of the file_share message.',
  },
  {
    like: /^views\.publish \.view\.title: absent, there null/,
    why: 'A home tab has no title: docs of views.publish.',
  },

  // Different in both.
  {
    like: /^chat\.postMessage of blocks that are no JSON \.error: invalid_blocks_format, there invalid_blocks/,
    why: 'docs of chat.postMessage: "not a valid JSON object".',
  },
  {
    like: /^conversations\.replies of no thread /,
    why: 'thread_not_found: docs of conversations.replies. emulate finds an empty thread.',
  },
  {
    like: /^files\.getUploadURLExternal of nothing \.error: missing_argument, there invalid_arguments/,
    why: 'docs of files.getUploadURLExternal.',
  },
  {
    like: /^files.*\.(shares\.public: absent, there object|channels: 0 items, there 1)/,
    why: 'Slack shares in the background, the answer of completeUploadExternal comes before it.',
  },
  {
    like: /^files\.info \.response_metadata\.next_cursor: string, there absent/,
    why: 'docs of files.info: comments are paged by cursor.',
  },
  {
    like: /^(files|the message).*\.mode: snippet, there hosted/,
    why: 'Slack makes a snippet of a small CSV; emulate knows only hosted files.',
  },
  { like: /^the download \.type/, why: 'emulate doesn’t know the type of a CSV.' },
  {
    like: /^the download without a token \.status: 200, there 401/,
    why: 'Slack answers with a login page and 200.',
  },
  {
    like: /^files\.info of a deleted file \.error: file_deleted, there file_not_found/,
    why: 'docs of files.info.',
  },
  {
    like: /^without the scope: conversations\.history \.needed: channels:history,groups:history,mpim:history,im:history, there channels:history/,
    why: 'A token without any history scope is told all of them.',
  },
  {
    like: /^a wrong token /,
    why: 'invalid_auth: docs of auth.test. emulate takes any token for its first member.',
  },
];
