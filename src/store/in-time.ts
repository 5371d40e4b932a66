/** Work did not end in the time allowed; it may still end, unheeded. */
export class TimedOut extends Error {
  override readonly name = "TimedOut";
}

/** What `work` gives, if it gives it in time.
 *  @throws {TimedOut} when it takes longer than `patienceMs` milliseconds */
export async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alarm = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    // A rejection of the slower of the two is heeded by the race, so that none goes unhandled.
    return await Promise.race([work, alarm]);
  } finally {
    clearTimeout(timer);
  }
}
