import { type AdminAnswer, type AdminRequest, isRefused } from "#press/api/admin.ts";
import { StoreDown, StoreFault } from "#store/fault.ts";
import { ownWrites } from "#store/write/own-writes.ts";
import type { ActionMeans } from "./action-means.ts";
import { fingerprintOf, openAnswerBook } from "./answer-book.ts";
import { getArticle, listArticles } from "./article-reading.ts";
import { workOfBatch, workOfDelete, workOfPut } from "./article-work.ts";
import { postMedia } from "./media-work.ts";
import { createPublisher } from "./publisher.ts";
import { createPump } from "./pump.ts";
import { refused } from "./refused.ts";
import { listReleases, workOfRollback } from "./release-work.ts";
import { createSiteDesk } from "./site-desk.ts";
import { openTables } from "./tables.ts";
import type { Sql } from "./texts.ts";
import { openWaitingLine, type Work } from "./waiting.ts";

/** Everything that the object does, without the runtime's class around it. */
export type PressDesk = {
  /** Answers a request: when what it changes is published, or after 25 s durable and on its way. */
  readonly answer: (request: AdminRequest) => Promise<AdminAnswer>;
  /** Publishes what waits: after the object was started anew, or KV has failed. */
  readonly catchUp: () => Promise<void>;
};

/** What the runtime gives it. */
type Runtime = {
  readonly kv: KVNamespace;
  readonly sql: Sql;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Has `catchUp` called at a time, or before. */
  readonly wake: (at: number) => Promise<void>;
};

/** What changes no article waits for nobody. */
const READING: ReadonlySet<AdminRequest["action"]> = new Set([
  "get-article",
  "list-articles",
  "post-media",
  "releases",
]);
/** How long a request waits for its publication. Milliseconds. */
const PATIENCE_MS = 25_000;
/** How soon what waits is published when the object ended without it. Milliseconds. */
const WAKE_MS = 10_000;
/** Requests that may wait. */
const MAX_WAITING = 2_000;

/** Opens the desk. */
export function createPressDesk({ kv: bound, sql, now, pause, wake }: Runtime): PressDesk {
  const tables = openTables(sql);
  const kv = ownWrites(bound, tables.memory);
  const line = openWaitingLine(tables);
  const book = openAnswerBook(tables);
  const desk = createSiteDesk({ kv, tables, line, now });
  const means: ActionMeans = { kv, tables, desk, now };
  const publisher = createPublisher({ ...means, wake });
  const pump = createPump({ line, book, desk, publisher, now, pause, wake });
  const awaited = async (seq: number, isAsync: boolean): Promise<AdminAnswer> => {
    const running = pump.run();
    const answer = isAsync ? undefined : await pump.answerTo(seq, PATIENCE_MS);
    // Its failures are told to the log by the pump.
    void running;
    return answer ?? { status: 202, body: { status: "accepted", release: null } };
  };
  /** What was answered under a key, or the number of the request that waits under it. */
  const answeredBefore = (key: string, print: string): number | AdminAnswer | undefined => {
    const noted = book.find(key, now());
    if (noted === undefined) return undefined;
    if (noted.fingerprint !== print)
      return refused("idempotency-key-reused", "The Idempotency-Key was used for another request");
    if (noted.answer !== undefined) return noted.answer;
    return noted.seq !== undefined && line.has(noted.seq) ? noted.seq : undefined;
  };
  /** Accepts what a request is to do, or gives the answer where that is known at once. */
  const accepted = async (request: AdminRequest, print: string): Promise<number | AdminAnswer> => {
    const { key } = request;
    const before = key === undefined ? undefined : answeredBefore(key, print);
    if (before !== undefined) return before;
    const found = await ACTIONS[request.action](request, means);
    if ("problem" in found || "body" in found) {
      if (key !== undefined && isForGood(found)) book.give(key, print, found, now());
      return found;
    }
    if (line.length() >= MAX_WAITING)
      return refused("press-busy", `${MAX_WAITING} requests wait to be published`);
    const seq = line.add(found);
    desk.lineChanged();
    if (key !== undefined) book.await(key, print, seq, now());
    return seq;
  };
  // What one expects of an article must hold until it is accepted.
  const oneByOne = createOrder();
  return {
    async answer(request) {
      const { key, isAsync = false } = request;
      const isReading = READING.has(request.action);
      try {
        const print = key === undefined ? "" : await fingerprintOf(request);
        const work = (): Promise<number | AdminAnswer> => accepted(request, print);
        const found = await (isReading ? work() : oneByOne(work));
        if (typeof found !== "number") return found;
        // Before it is answered: what was accepted is published, whatever becomes of this object.
        await wake(now() + WAKE_MS);
        return await awaited(found, isAsync);
      } catch (error) {
        if (!(error instanceof StoreDown || error instanceof StoreFault)) throw error;
        console.error(JSON.stringify({ log: "fault", problem: "press", message: error.message }));
        return refused("store-down", "KV does not answer, or a blob of the release is damaged");
      }
    },
    async catchUp() {
      const due = tables.prepare.at();
      // What is to come and was too far away is prepared by a change of nothing.
      if (line.length() === 0 && due !== undefined && due <= now()) line.add(NOTHING);
      if (due !== undefined && due > now()) await wake(due);
      await pump.run();
    },
  };
}

const NOTHING: Work = {
  kind: "changes",
  changes: [],
  allow: [],
  status: 200,
  told: [],
  isBatch: false,
  notices: [],
};

/** What each action is to do, or the answer to it where that is known at once. */
const ACTIONS: Readonly<
  Record<
    AdminRequest["action"],
    (request: AdminRequest, means: ActionMeans) => Promise<Work | AdminAnswer>
  >
> = {
  "put-article": workOfPut,
  "delete-article": workOfDelete,
  "get-article": getArticle,
  "list-articles": (_, means) => listArticles(means),
  "post-articles": workOfBatch,
  "post-media": postMedia,
  rollback: workOfRollback,
  releases: (_, means) => listReleases(means),
};

/** Whether asking again would give the same. */
function isForGood(answer: AdminAnswer): boolean {
  return !isRefused(answer) || !["store-down", "press-busy"].includes(answer.problem);
}

/** Does one piece of work after another, whatever becomes of those before. */
function createOrder(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work);
    last = done;
    return done;
  };
}
