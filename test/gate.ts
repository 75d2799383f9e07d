// Holds something until a test lets it go on.
/** A handler waits for `passed` until the test calls `open`. */
export function createGate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}
