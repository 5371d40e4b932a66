import type { AdminAnswer } from "#press/api/admin.ts";
import { StoreDown } from "#store/fault.ts";
import { inTime, TimedOut } from "#store/in-time.ts";
import type { AnswerBook } from "./answer-book.ts";
import type { SiteDesk } from "./site-desk.ts";
import { isRefusedWhole, type Publisher } from "./publisher.ts";
import { refused } from "./refused.ts";
import type { Waiting, WaitingLine } from "./waiting.ts";

/** Publishes what waits, one release after another. */
export type Pump = {
  /** Begins, unless it runs; resolves when nothing waits any more, or KV fails. */
  readonly run: () => Promise<void>;
  /** The answer to a request that waits; undefined when it takes longer than `ms`. */
  readonly answerTo: (seq: number, ms: number) => Promise<AdminAnswer | undefined>;
};

/** KV takes one write a second for a key, and every publication writes `current`. Milliseconds. */
const GAP_MS = 1_000;
/** How soon it is tried again when KV failed. Milliseconds. */
const RETRY_MS = 5_000;
/** A publication that failed so often, and not for KV's sake, is not tried again: its requests are
 *  tried alone, and then given up. */
const MAX_TRIES = 5;
/** Changes that one publication takes at most. */
const MAX_CHANGES = 1_000;

/** Answers that are remembered: more than may wait. */
const MAX_SETTLED = 3_000;

type PumpMeans = {
  readonly line: WaitingLine;
  readonly book: AnswerBook;
  readonly desk: SiteDesk;
  readonly publisher: Publisher;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly wake: (at: number) => Promise<void>;
};

/** A pump that does not run. */
export function createPump(means: PumpMeans): Pump {
  const { line, book, desk, publisher, now, pause, wake } = means;
  const waiters = new Map<number, (answer: AdminAnswer) => void>();
  /** What was answered before somebody waited for it. */
  const settled = new Map<number, AdminAnswer>();
  let running: Promise<void> | undefined;
  let lastAt = -Infinity;
  /** Requests up to this one are published alone. */
  let aloneUntil = 0;
  const settle = (seq: number, answer: AdminAnswer): void => {
    book.answer(seq, answer);
    line.drop(seq);
    waiters.get(seq)?.(answer);
    waiters.delete(seq);
    settled.set(seq, answer);
    for (const oldest of settled.keys()) {
      if (settled.size <= MAX_SETTLED) break;
      settled.delete(oldest);
    }
  };
  const publishBatch = async (batch: readonly Waiting[]): Promise<void> => {
    const answers = await publisher.publishAll(batch);
    lastAt = now();
    const last = batch.at(-1)?.seq ?? 0;
    if (!isRefusedWhole(answers))
      for (const [at, { seq }] of batch.entries()) settle(seq, answers[at]!);
    else if (batch.length === 1) settle(last, answers);
    // One of them was refused, and which is known when each is alone.
    else aloneUntil = last;
    desk.lineChanged();
  };
  const failed = (batch: readonly Waiting[], error: unknown): void => {
    const [first] = batch;
    line.tried(batch.map(({ seq }) => seq));
    desk.forget();
    console.error(JSON.stringify({ log: "fault", problem: "press", message: String(error) }));
    // A KV that fails is waited for, however long.
    if (first === undefined || error instanceof StoreDown || first.tries + 1 < MAX_TRIES) return;
    if (batch.length > 1) aloneUntil = batch.at(-1)!.seq;
    else if (first.tries + 1 >= 2 * MAX_TRIES)
      settle(first.seq, refused("internal-error", "It was tried too often, and is given up"));
  };
  const all = async (): Promise<void> => {
    while (line.length() > 0) {
      const wait = lastAt + GAP_MS - now();
      if (wait > 0) await pause(wait);
      const batch = nextBatch(line.all(), aloneUntil);
      try {
        await publishBatch(batch);
      } catch (error) {
        // Whatever it was, what was accepted stays until it is published.
        failed(batch, error);
        await wake(now() + RETRY_MS);
        return;
      }
    }
  };
  return {
    run: () => (running ??= all().finally(() => (running = undefined))),
    async answerTo(seq, ms) {
      const known = settled.get(seq);
      if (known !== undefined) return known;
      const { promise, resolve } = Promise.withResolvers<AdminAnswer>();
      const before = waiters.get(seq);
      waiters.set(seq, (answer) => {
        before?.(answer);
        resolve(answer);
      });
      try {
        return await inTime(promise, ms);
      } catch (error) {
        if (error instanceof TimedOut) return undefined;
        throw error;
      }
    },
  };
}

/** What is published next as one release: changes with the same guards answered, or a single
 *  request of another kind. */
function nextBatch(all: readonly Waiting[], aloneUntil: number): readonly Waiting[] {
  const [first] = all;
  if (first === undefined) return [];
  const { work } = first;
  if (work.kind !== "changes" || first.seq <= aloneUntil) return [first];
  const guards = work.allow.join();
  let count = 0;
  const end = all.findIndex(({ work: other }) => {
    if (other.kind !== "changes" || other.allow.join() !== guards) return true;
    count += other.changes.length;
    return count > MAX_CHANGES && count > work.changes.length;
  });
  return end < 0 ? all : all.slice(0, end);
}
