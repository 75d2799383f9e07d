// Reading a table of states and the states that may follow them.

/** The states that `state` may follow. */
export function listStatesBefore<State extends string>(
  steps: Readonly<Record<State, readonly State[]>>,
  state: State,
): State[] {
  return (Object.keys(steps) as State[]).filter((from) => steps[from].includes(state));
}
