import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import type { Publication } from "#publish/write/publication.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { madeArticles, madeSite } from "../../store/made-articles.ts";

const NOW = Date.UTC(2024, 0, 1);
const ARTICLES = madeArticles(40, { from: NOW - 4_000_000_000 });
const EDITED = ARTICLES.map((one, at) => (at === 7 ? { ...one, title: "Edited" } : one));

/** Publishes a site, then an edit of it.
 *  @returns what was chosen for the edit */
async function chosenFor(options: Partial<Publication>, edited = EDITED) {
  const { kv } = kvInMemory();
  const turn = async (articles: typeof ARTICLES, now: number) => {
    const given = { kv, site: madeSite("Choice"), articles, media: [], now };
    const outcome = await publish({ ...given, ...options });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
    return outcome;
  };
  const first = await turn(ARTICLES, NOW);
  expect(first.choice.part).toBe("full");
  const { choice, written } = await turn(edited, NOW + 60_000);
  return { part: choice.part, why: choice.why, written };
}

test("a small change is laid over the last full release of a site that is large enough", async () => {
  const found = await chosenFor({ full: false, recentFrom: 40 });
  expect(found.part).toBe("recent");
  expect(found.written).toBeLessThanOrEqual(4);
  expect(found.why).toContain("1 of 40 articles");
});

test("a smaller site is published anew, and so is one of which nothing is said or all is asked for", async () => {
  expect(await chosenFor({ full: false, recentFrom: 41 })).toMatchObject({
    part: "full",
    why: "41 articles are needed before a second part spares anything",
  });
  expect((await chosenFor({})).part).toBe("full");
  expect((await chosenFor({ full: true, recentFrom: 0 })).part).toBe("full");
});

test("a change of more than a quarter is published anew, and says so", async () => {
  const many = ARTICLES.map((one, at) => (at < 11 ? { ...one, title: `Edited ${at}` } : one));
  const found = await chosenFor({ full: false }, many);
  expect([found.part, found.why]).toEqual(["full", "11 of 40 articles differ from the base"]);
});

test("who may publish small sites anew alone refuses what cannot be laid over, and names the way", async () => {
  const { kv } = kvInMemory();
  const given = { kv, site: madeSite("Choice"), media: [], full: false };
  await publish({ ...given, articles: ARTICLES, now: NOW });
  const many = ARTICLES.map((one, at) => (at < 11 ? { ...one, title: `Edited ${at}` } : one));
  const refused = await publish({ ...given, articles: many, now: NOW + 60_000, fullAtMost: 39 });
  expect(isRejection(refused) && refused.faults[0]?.fix).toContain("--take-back");
});
