import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { tagsOf } from "#store/edge/tags.ts";
import { isRejection } from "#model/rejection.ts";
import { toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { addressesOf } from "../publish/twin-sites.ts";
import { madeArticle, madeArticles } from "../store/made-articles.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const SECTIONS = ["news", "news/town", "culture"];
const made = toSite({ title: "Tags", url: "https://twins.example", lang: "en" });
if (isRejection(made)) throw new TypeError("the site is refused");
const site = made;
const BASE = madeArticles(40, { sections: SECTIONS, bytes: 200, from: NOW - 100 * HOUR });

/** A site whose publications and answers are compared. */
function newsroom() {
  const { kv } = kvInMemory();
  return {
    async publish(
      articles: readonly Article[],
      { now, full = true }: { now: number; full?: boolean },
    ) {
      const options = { force: true, allowGone: true, allowReappearing: true };
      const outcome = await publish({ kv, site, articles, media: [], now, full, ...options });
      if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
      return outcome;
    },
    async ask(path: string, now: number) {
      const app = createApp({ now: () => now, chance: () => 1 });
      const answer = await app.request(`https://twins.example${path}`, undefined, { KV: kv });
      const text = await answer.text();
      const tags = (answer.headers.get("Cache-Tag") ?? "").split(",");
      const headers = { location: answer.headers.get("Location") ?? "" };
      return { status: answer.status, text, tags, headers };
    },
  };
}

const fresh = (id: string, fields: Readonly<Record<string, unknown>> = {}): Article =>
  madeArticle({
    id,
    title: `Zebra ${id}`,
    section: "culture",
    body: `<p>zebra ${id} ${"text ".repeat(20)}</p>`,
    lang: "en",
    tags: ["fresh", "tag1"],
    published: new Date(NOW - HOUR).toISOString(),
    ...fields,
  });

/** The article that comes last in a section of the base. */
const lastOf = (section: string): string =>
  BASE.findLast((one) => one.section === section)?.id ?? "";

test.each<[string, readonly Article[], readonly string[] | "site"]>([
  [
    "an article that is added lets go of its section and of its neighbour",
    [...BASE, fresh("z1")],
    ["lists", "section-culture", "article-z1", `article-${lastOf("culture")}`],
  ],
  [
    "one in a section within another lets go of both",
    [...BASE, fresh("z1", { section: "news/town" })],
    ["lists", "section-news", "section-news/town", "article-z1", `article-${lastOf("news/town")}`],
  ],
  [
    "one that is scheduled lets go of the same at once",
    [...BASE, fresh("z1", { published: new Date(NOW + 9 * HOUR).toISOString() })],
    ["lists", "section-culture", "article-z1", `article-${lastOf("culture")}`],
  ],
  [
    "settings let go of everything",
    BASE.map((one, index) =>
      index === 0 ? { ...one, section: "sport" as typeof one.section } : one,
    ),
    "site",
  ],
])("%s", async (_, articles, expected) => {
  const desk = newsroom();
  await desk.publish(BASE, { now: NOW });
  const { manifest } = await desk.publish(articles, { now: NOW + HOUR });
  expect(tagsOf(manifest).toSorted()).toEqual(
    [...(expected === "site" ? ["site"] : expected)].toSorted(),
  );
});

test("an article that is withdrawn lets go of itself, of those that led to it, and of pictures", async () => {
  const desk = newsroom();
  await desk.publish(BASE, { now: NOW });
  const id = lastOf("culture");
  const articles = BASE.map((one) =>
    one.id === id ? { ...one, status: "withdrawn" as const } : one,
  );
  const tags = tagsOf((await desk.publish(articles, { now: NOW + HOUR })).manifest);
  expect(tags).toEqual(expect.arrayContaining(["media", "section-culture", `article-${id}`]));
  expect(tags.length).toBeLessThan(15);
});

type Step = {
  readonly kind: "edit" | "withdraw" | "forget" | "add" | "move" | "schedule";
  readonly which: number;
  readonly full: boolean;
};
const steps: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("edit", "withdraw", "forget", "add", "move", "schedule"),
  which: fc.nat(999),
  full: fc.boolean(),
});

function after(articles: readonly Article[], { kind, which }: Step, place: number, now: number) {
  const index = which % articles.length;
  const section = SECTIONS[which % SECTIONS.length] ?? "";
  const old = new Date(now - (which % 120) * HOUR).toISOString();
  if (kind === "add") return [...articles, fresh(`new${place}`, { section, published: old })];
  if (kind === "schedule") {
    const published = new Date(now + (1 + (which % 3)) * HOUR).toISOString();
    return [...articles, fresh(`new${place}`, { section, published })];
  }
  if (kind === "forget") return articles.filter((_, at) => at !== index);
  return articles.map((article, at): Article => {
    if (at !== index) return article;
    if (kind === "withdraw") return { ...article, status: "withdrawn" };
    if (kind === "edit") return { ...article, title: `Zebra edited ${place}`, tags: ["fresh"] };
    return { ...article, section: section as Article["section"] };
  });
}

test("whatever is published, an answer that keeps none of the tags of the change is the same after it, and after the moments that it plans for", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 2, maxLength: 3 }), async (sequence) => {
      const desk = newsroom();
      let [articles, now]: [readonly Article[], number] = [BASE, NOW];
      await desk.publish(articles, { now });
      for (const [place, step] of sequence.entries()) {
        now += HOUR;
        articles = after(articles, step, place, now);
        const known = {
          ids: [...articles.map(({ id }) => id), ...BASE.map(({ id }) => id)],
          queries: ["zebra"],
          sections: SECTIONS,
          tags: ["tag1", "fresh"],
          authors: [],
          langs: ["en"],
          aliases: [],
        };
        const paths = await addressesOf((path) => desk.ask(path, now), known);
        const kept = new Map<string, Awaited<ReturnType<typeof desk.ask>>>();
        for (const path of [
          ...paths,
          "/sections/news",
          "/sections/culture",
          "/sections/news/town.md",
        ])
          kept.set(path, await desk.ask(path, now));
        const { manifest } = await desk.publish(articles, { now, full: step.full });
        const tags = tagsOf(manifest);
        const moments = [now, ...manifest.upcoming.map(({ from }) => Date.parse(from))];
        for (const [path, before] of kept) {
          // What fails is kept by nobody.
          if (before.status >= 500) continue;
          if (before.tags.some((tag) => tags.includes(tag))) continue;
          for (const moment of moments)
            expect([path, { ...(await desk.ask(path, moment)), tags: [] }]).toEqual([
              path,
              { ...before, tags: [] },
            ]);
        }
      }
    }),
    { numRuns: 4 },
  );
});
