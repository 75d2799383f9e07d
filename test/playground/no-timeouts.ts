// Options of a fake Slack for tests that are not about time: a busy machine must not fail them.

/** Slack allows 3 s for both. */
export const noTimeouts = { answerWithinMs: 60_000, triggerLifeMs: 60_000 };
