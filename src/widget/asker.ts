import type { SearchAnswer } from "./answer.ts";

/** Milliseconds without a key, after which a search is asked. */
const PAUSE = 150;
/** Milliseconds after which a reader is told that it takes long, and after which nobody waits
 *  any more. */
const SLOW = 500;
const LATE = 15_000;

/** What becomes of a search; the last is told in milliseconds. */
export type AskOutcome = readonly [
  onBegin: () => void,
  onSlow: () => void,
  onAnswer: (answer: SearchAnswer, ms: number) => void,
  onFailure: () => void,
];

/** Asks for one address at a time. */
export type Asker = readonly [
  /** Asks after a pause, or at once; what was asked before is given up when it begins. */
  ask: (url: string, isUrgent?: boolean) => void,
  /** Gives up what was asked, and what waits for its pause to end.
   *  @returns what there was, if anything */
  stop: () => unknown,
];

/** Makes an asker. Of several questions only the last one's answer comes, in whatever order they
 *  are answered. */
export function createAsker([onBegin, onSlow, onAnswer, onFailure]: AskOutcome): Asker {
  let timer = 0;
  let latest: AbortController | undefined;
  const stop = (): unknown => {
    const isAsking = timer || latest;
    clearTimeout(timer);
    latest?.abort();
    timer = 0;
    latest = undefined;
    return isAsking;
  };
  const run = async (url: string): Promise<void> => {
    stop();
    const mine = (latest = new AbortController());
    const began = performance.now();
    const timers = [setTimeout(onSlow, SLOW), setTimeout(() => mine.abort(), LATE)];
    onBegin();
    // Whatever it was that failed, the reader is told, unless the search was given up.
    const answer = await getAnswer(url, mine.signal).catch(() => undefined);
    timers.forEach(clearTimeout);
    if (mine !== latest) return;
    latest = undefined;
    try {
      if (answer) return onAnswer(answer, Math.round(performance.now() - began));
    } catch (error) {
      // The page's own way to show hits: who wrote it reads why.
      reportError(error);
    }
    onFailure();
  };
  const ask = (url: string, isUrgent?: boolean): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(url), isUrgent ? 0 : PAUSE);
  };
  return [ask, stop];
}

/** The API's answer. Throws where there is none: no connection, an error of the Worker,
 *  something else in its place. */
export async function getAnswer(url: string, signal: AbortSignal | null): Promise<SearchAnswer> {
  const response = await fetch(url, { signal });
  const answer = (await response.json()) as SearchAnswer;
  // An error of the Worker has no hits either.
  if (!Array.isArray(answer.hits)) throw new TypeError();
  return answer;
}
