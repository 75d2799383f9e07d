// Queries on a state machine that is given as a table: each state with the states that may follow it.

/** Lists the states from which `state` can be reached in one step. */
export function listStatesBefore<State extends string>(
  transitions: Readonly<Record<State, readonly State[]>>,
  state: State,
): State[] {
  // The cast restores the keys' type, which Object.keys widens to string.
  return (Object.keys(transitions) as State[]).filter((from) => transitions[from].includes(state));
}
