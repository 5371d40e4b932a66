/** The waits for KV that ran out while `act` ran, milliseconds each, in the order in which they did: how long a reader was kept waiting, on a machine of any speed. */
export async function waitsOf(act: () => Promise<unknown>): Promise<readonly number[]> {
  const ranOut: number[] = [];
  const real = globalThis.setTimeout;
  const watched = (
    run: (...rest: unknown[]) => void,
    delayMs = 0,
    ...rest: unknown[]
  ): ReturnType<typeof setTimeout> => {
    // Other timers are those of the local KV itself, which are given arguments too.
    const isOurs = (new Error().stack ?? "").includes("/src/store/in-time.ts");
    return real(() => {
      if (isOurs) ranOut.push(delayMs);
      run(...rest);
    }, delayMs);
  };
  globalThis.setTimeout = Object.assign(watched, real);
  try {
    await act();
  } finally {
    globalThis.setTimeout = real;
  }
  return ranOut;
}
