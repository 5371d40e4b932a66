/** Asks the site, or what stands before it. */
type Ask = (path: string, init: RequestInit) => Promise<Answer>;
type Answer = { readonly status: number; readonly text: string; readonly headers: Headers };

/** What a browser holds of one address. */
type Copy = { readonly answer: Answer; readonly at: number };

/** A browser with a cache of its own: RFC 9111 with the Age that an answer comes with, and
 *  `stale-while-revalidate` of RFC 5861.
 *  @param now  milliseconds since 1970
 *  @returns what it shows of a path */
export function createBrowser(ask: Ask, now: () => number): (path: string) => Promise<string> {
  const copies = new Map<string, Copy>();
  const asked = async (path: string, held?: Copy): Promise<Copy> => {
    const tag = held?.answer.headers.get("ETag");
    const answer = await ask(path, { headers: tag ? { "If-None-Match": tag } : {} });
    // What is still right takes the headers of the 304: RFC 9111 section 4.3.4.
    const whole =
      answer.status === 304 && held ? { ...held.answer, headers: answer.headers } : answer;
    const copy = { answer: whole, at: now() };
    copies.set(path, copy);
    return copy;
  };
  return async (path) => {
    const held = copies.get(path);
    if (held === undefined) return (await asked(path)).answer.text;
    const { headers, text } = held.answer;
    const age = secondsOf(headers.get("Age"), /(\d+)/) + (now() - held.at) / 1_000;
    const control = headers.get("Cache-Control");
    const fresh = secondsOf(control, /max-age=(\d+)/);
    if (age < fresh) return text;
    const isShown = age < fresh + secondsOf(control, /stale-while-revalidate=(\d+)/);
    const { answer } = await asked(path, held);
    return isShown ? text : answer.text;
  };
}

function secondsOf(text: string | null, pattern: RegExp): number {
  return Number(pattern.exec(text ?? "")?.[1] ?? 0);
}
