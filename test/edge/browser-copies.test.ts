import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { madeArticle, madeArticles } from "../store/made-articles.ts";
import { createBrowser } from "./browser-cache.ts";
import { createStage } from "./stage.ts";

const START = Date.UTC(2026, 10, 20);
const MINUTE = 60_000;
const TICK = 5_000;
const BASE = madeArticles(6, { bytes: 100, from: START - 50 * MINUTE });
/** What was made of the release of before may be shown for so long after the last Worker made it:
 *  two minutes, and what each of two tiers loses of its Age, which is in whole seconds. */
const HELD = 122_000;
/** How late KV shows a publication to every isolate, and to the timer. Milliseconds. */
const LAG = 56_000;

const today = (published: number): Article =>
  madeArticle({
    id: "today",
    title: "Zebra of today",
    lang: "en",
    published: new Date(published).toISOString(),
  });

type Course = {
  /** When the timer runs within its minute; undefined: it does not, and answers live a minute. */
  readonly phase: number | undefined;
  /** Whether what is new was published before, for its moment. */
  readonly isScheduled: boolean;
  /** Headers that get lost on the way to the browsers. */
  readonly lost?: readonly string[];
};

/** Twenty-four browsers in two cities, each of which looks at a pace of its own, and something new
 *  at each of twelve moments of a minute, whose purge is lost.
 *  @returns for how long, at most, one of them showed what was before; milliseconds */
async function longestHeld(course: Course): Promise<number> {
  let longest = 0;
  for (let offset = 0; offset < MINUTE; offset += TICK)
    longest = Math.max(longest, await heldAfter(START + 10 * MINUTE + offset, course));
  return longest;
}

async function heldAfter(moment: number, { phase, isScheduled, lost = [] }: Course) {
  const stage = createStage(START);
  stage.phase = phase;
  await stage.publish(isScheduled ? [...BASE, today(moment)] : BASE);
  await stage.wait(5 * MINUTE);
  const asking = (city: string) => async (path: string, init: RequestInit) => {
    const request = new Request(`https://s.example${path}`, init);
    const { status, headers, body } = await stage.edge.ask(city, request);
    const given = new Headers(headers);
    for (const name of lost) given.delete(name);
    return { status, headers: given, text: await new Response(body).text() };
  };
  const browsers = Array.from({ length: 24 }, (_, place) => ({
    show: createBrowser(asking(place % 2 === 0 ? "A" : "B"), () => stage.now),
    every: (place + 1) * TICK,
  }));
  let longest = 0;
  for (; stage.now < moment + 5 * MINUTE; await stage.wait(TICK)) {
    if (stage.now === moment && !isScheduled)
      await stage.publish([...BASE, today(moment - MINUTE)], [LAG, LAG, LAG, LAG]);
    const held = stage.now - moment;
    for (const { show, every } of browsers) {
      if ((stage.now - START) % every !== 0) continue;
      if (!(await show("/")).includes("Zebra of today")) longest = Math.max(longest, held);
    }
  }
  return longest;
}

test("an answer out of the cache has the life that it was made with, and says how much of it is gone", async () => {
  const stage = createStage(START);
  stage.phase = undefined;
  await stage.publish(BASE);
  const made = await stage.ask("/");
  await stage.wait(40_000);
  const [kept, lower] = [await stage.ask("/"), await stage.ask("/", "B")];
  await stage.wait(10_000);
  const tag = made.headers.get("ETag") ?? "";
  const unchanged = await stage.ask("/", "B", { headers: { "If-None-Match": tag } });
  const told = [made, kept, lower, unchanged].map(({ from, status, headers }) => [
    from,
    status,
    headers.get("Cache-Control"),
    headers.get("Age"),
  ]);
  const control = made.headers.get("Cache-Control");
  expect(told).toEqual([
    ["MISS", 200, control, "0"],
    ["HIT", 200, control, "40"],
    ["MISS", 200, control, "40"],
    ["HIT", 304, control, "50"],
  ]);
});

const LIVES = [
  ["a minute", undefined],
  ["a day", 17_000],
] as const;

test.each(LIVES)(
  "where answers are kept for %s, no browser shows what was before two minutes after all isolates have seen a publication",
  async (_, phase) => {
    expect(await longestHeld({ phase, isScheduled: false })).toBeLessThan(LAG + HELD);
  },
);

test.each(LIVES)(
  "where answers are kept for %s, no browser shows what was before two minutes after the moment of a scheduled article",
  async (_, phase) => {
    expect(await longestHeld({ phase, isScheduled: true })).toBeLessThan(HELD);
  },
);

test("all of this hangs on the Age that a kept answer comes with", async () => {
  const held = await longestHeld({ phase: undefined, isScheduled: false, lost: ["Age"] });
  expect(held).toBeGreaterThan(LAG + HELD);
});
