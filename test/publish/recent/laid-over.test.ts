import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { toSite } from "#model/site.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { blobKey } from "#store/key.ts";
import { openRelease } from "#store/open-release.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { keysOf, watchedKv } from "../../store/local-kv.ts";
import { published } from "../../store/published.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";
import { addressesOf, type Answer, twinSites, type TwinSites } from "../twin-sites.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const made = toSite({ title: "Twins", url: "https://twins.example", lang: "en" });
if (isRejection(made)) throw new TypeError("the site is refused");
const site = made;
const SECTIONS = ["news", "news/town", "culture"];
const BASE = madeArticles(40, { sections: SECTIONS, bytes: 200, from: NOW - 100 * HOUR });
/** Of so many 27 may differ. */
const LARGER = madeArticles(120, { sections: SECTIONS, bytes: 200, from: NOW - 200 * HOUR });

/** What is asked after each step; all else at the end. */
const ALWAYS = [
  "/feed.xml",
  "/sections/news/feed.json",
  "/sections/news/town/atom.xml",
  "/api/articles?limit=50",
  "/api/search?q=zebra&limit=50",
  "/api/search?q=zebrq",
  "/api/suggest?q=zeb",
  "/sitemaps/1.xml",
  "/tags/fresh/feed.json",
  "/",
];

/** Where an article of a section within another is seen. */
const SEEN = [
  "/sections/news/town/feed.json",
  "/sections/news/feed.json",
  "/feed.json",
  "/sections/news/town/feed.xml",
  "/api/articles",
];

/** What an answer tells, without what names the release, the last digits of scores, and what is
 *  found similar only when all is published in full. */
function told({ status, text }: Answer): readonly unknown[] {
  return [
    status,
    text
      .replace(/<section class="related">[^]*?<\/section>/, "")
      .replace(/"release":"[^"]*"/, "")
      .replace(/"score":([\d.e-]+)/g, (_, score: string) => Number(score).toFixed(6)),
  ];
}

async function expectAlike(sites: TwinSites, paths: readonly string[], now: number): Promise<void> {
  for (const path of paths) {
    const [laid, anew] = await sites.ask(path, now);
    // A release that took over by itself out of the bundle gives no index as JSON.
    if (path === "/search-index.json" && laid.text.includes("index-outdated")) continue;
    expect([path, ...told(laid)]).toEqual([path, ...told(anew)]);
  }
}

type Step =
  | { readonly kind: "edit" | "withdraw" | "forget"; readonly which: number }
  | { readonly kind: "add" | "schedule"; readonly hours: number }
  | { readonly kind: "wait" | "fold" | "rollback" };

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("edit" as const), which: fc.nat(99) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("withdraw" as const), which: fc.nat(99) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("forget" as const), which: fc.nat(99) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("add" as const), hours: fc.nat(120) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("schedule" as const), hours: fc.nat(6) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("wait", "fold", "rollback") }) },
);

/** The articles after a step; each carries words of its own. */
function after(articles: readonly Article[], step: Step, place: number, now: number) {
  const word = `zebra word${place}`;
  const fresh = (fields: Readonly<Record<string, unknown>>) =>
    madeArticle({
      id: `new${place}`,
      title: `${word} title`,
      section: SECTIONS[place % SECTIONS.length],
      body: `<p>${word} &amp; ${"text ".repeat(20)}</p>`,
      lang: "en",
      tags: ["fresh", "tag1"],
      authors: ["Nora"],
      aliases: [`/old/${place}`],
      ...fields,
    });
  if (step.kind === "add")
    return [...articles, fresh({ published: new Date(now - step.hours * HOUR).toISOString() })];
  if (step.kind === "schedule") {
    const published = new Date(now + (step.hours + 1) * HOUR).toISOString();
    return [...articles, fresh({ published })];
  }
  if (!("which" in step)) return articles;
  const index = step.which % articles.length;
  if (step.kind === "forget") return articles.filter((_, at) => at !== index);
  return articles.map((article, at) => {
    if (at !== index) return article;
    if (step.kind === "withdraw") return { ...article, status: "withdrawn" as const };
    return { ...article, title: `${word} edited` };
  });
}

test("whatever was published, edited, withdrawn, scheduled, folded and rolled back, a site with a recent part answers as one that was published in full", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 4, maxLength: 6 }), async (sequence) => {
      const sites = twinSites(site);
      let articles: readonly Article[] = BASE;
      let now = NOW;
      await sites.publish(articles, { now });
      for (const [place, step] of sequence.entries()) {
        now += HOUR;
        articles = after(articles, step, place, now);
        if (step.kind === "rollback" && place > 0) await sites.rollback(now);
        else if (step.kind !== "wait")
          await sites.publish(articles, { now, full: step.kind === "fold" });
        await expectAlike(sites, ALWAYS, now + 1_000);
      }
      const known = {
        ids: [...articles.slice(-4).map(({ id }) => id), "a3", "new0", "new1"],
        queries: ["title", "zebra", "word1 title"],
        sections: SECTIONS,
        tags: ["tag1", "fresh"],
        authors: ["Nora"],
        langs: ["en"],
        aliases: ["/html/3.html", "/old/1"],
      };
      const paths = await addressesOf(async (path) => (await sites.ask(path, now))[1], known);
      await expectAlike(sites, paths, now);
    }),
    { numRuns: 2, endOnFailure: true },
  );
});

test("an edit, an addition and a withdrawal are three writes beside the index as JSON and what is taken down, also with 24 moments to come, and are seen everywhere in one release", async () => {
  const sites = twinSites(site, true);
  let [articles, now]: [readonly Article[], number] = [LARGER, NOW];
  await sites.publish(articles, { now });
  const scheduled = Array.from({ length: 24 }, (_, place) => {
    const published = new Date(NOW + (50 + place) * HOUR).toISOString();
    return madeArticle({ id: `soon${place}`, published, title: `quagga ${place}`, lang: "en" });
  });
  const turns: readonly (() => readonly Article[])[] = [
    () => articles.map((one) => (one.id === "a7" ? { ...one, title: "zebra edited" } : one)),
    () => [
      ...articles,
      madeArticle({
        id: "more",
        section: "news/town",
        title: "zebra more",
        published: "2023-12-31",
      }),
    ],
    () => articles.map((one) => (one.id === "a9" ? { ...one, status: "withdrawn" as const } : one)),
  ];
  articles = [...articles, ...scheduled];
  for (const turn of turns) {
    now += HOUR;
    articles = turn();
    const { outcome, written } = await sites.publish(articles, { now });
    // In a site as small as this one is the index as MiniSearch's own JSON.
    const others =
      written.length - 1 - (articles.some(({ status }) => status === "withdrawn") ? 1 : 0);
    expect([outcome.choice.part, others <= 3]).toEqual(["recent", true]);
    const release = outcome.release;
    for (const path of [...SEEN, "/api/search?q=zebra"])
      expect((await sites.ask(path, now))[0].headers["x-release"]).toBe(release);
  }
  for (const path of [...SEEN, "/api/search?q=more"])
    expect((await sites.ask(path, now))[0].text).toContain("zebra more");
  expect((await sites.ask("/articles/a9", now))[0].status).toBe(410);
  // Nothing of what is to come is in any answer before its time, and all of it then.
  for (const path of [
    "/feed.json",
    "/api/search?q=quagga",
    "/api/search?q=quagge",
    "/api/suggest?q=quag",
  ])
    expect((await sites.ask(path, now))[0].text.replace(/"query":"[^"]*"/, "")).not.toContain(
      "quagga",
    );
  for (const path of [
    "/feed.json",
    "/api/search?q=quagga",
    "/api/suggest?q=quag",
    "/articles/soon3",
  ])
    expect((await sites.ask(path, NOW + 54 * HOUR))[0].text).toContain("quagga 3");
});

test("of a front that an edit touches only the difference is stored", async () => {
  const { kv } = kvInMemory();
  const articles = madeArticles(300, { sections: SECTIONS, bytes: 2_000, from: NOW - 400 * HOUR });
  const { manifest } = await published(kv, articles, { now: NOW, site });
  const [newest] = manifest.fronts;
  const front = (await kv.get(blobKey(newest!.blob), "arrayBuffer"))!.byteLength;
  const edited = articles.map((one) => (one.id === "a298" ? { ...one, title: "zebra" } : one));
  const given = { now: NOW + HOUR, site, full: false };
  const { choice, manifest: laid } = await published(kv, edited, given);
  expect([choice.part, laid.recent!.written.has(laid.fronts[0]!.blob)]).toEqual(["recent", true]);
  const bundle = (await kv.get(blobKey(laid.recent!.blob), "arrayBuffer"))!.byteLength;
  expect([front > 100_000, bundle < front]).toEqual([true, true]);
});

test("after a fold the base is that of a publication from scratch", async () => {
  const [folded, scratch] = [twinSites(site), twinSites(site)];
  const changed = [
    ...BASE.filter(({ id }) => id !== "a5"),
    madeArticle({ id: "between", published: new Date(NOW - 60.5 * HOUR).toISOString() }),
  ];
  await folded.publish(BASE, { now: NOW });
  await folded.publish(changed, { now: NOW + HOUR });
  await folded.publish(changed, { now: NOW + 2 * HOUR, full: true });
  await scratch.publish(changed, { now: NOW + 2 * HOUR });
  const contents = await Promise.all(
    [folded, scratch].map(async ({ kv }) => {
      const reader = await openRelease({ kv, cache: createIsolateCache(), now: NOW + 3 * HOUR });
      const { packs, cards, directory, index, suggest, related, ledger, recent } = reader!.manifest;
      return { packs, cards, directory, index, suggest, related, ledger, recent };
    }),
  );
  expect(contents[0]).toEqual(contents[1]);
  expect(contents[0]?.recent).toBeUndefined();
});

test("settings that change, and changes of a quarter of the base, are published in full, and it is said why", async () => {
  const sites = twinSites(site);
  await sites.publish(BASE, { now: NOW });
  const many = BASE.map((one, at) => (at % 3 === 0 ? { ...one, title: `${one.title} more` } : one));
  const { outcome } = await sites.publish(many, { now: NOW + HOUR });
  expect(outcome.choice).toEqual({
    part: "full",
    why: "14 of 40 articles differ from the base",
  });
  const moved = [...many, madeArticle({ id: "elsewhere", section: "sports" })];
  const other = await sites.publish(moved, { now: NOW + 2 * HOUR });
  expect(other.outcome.choice).toEqual({ part: "full", why: "settings or sections changed" });
});

test("in a site of 2,000 articles an edit, an addition and a withdrawal are three writes each, beside its index as JSON and what is taken down", async () => {
  const { kv } = kvInMemory();
  const all = madeArticles(2_000, { sections: SECTIONS, bytes: 60, from: NOW - 3_000 * HOUR });
  await published(kv, all, { now: NOW });
  let articles: readonly Article[] = all;
  const turns: readonly (readonly Article[])[] = [
    all.map((one) => (one.id === "a700" ? { ...one, title: "zebra edited" } : one)),
    [...all, madeArticle({ id: "more", section: "news/town", title: "zebra more" })],
    all.map((one) => (one.id === "a900" ? { ...one, status: "withdrawn" as const } : one)),
  ];
  for (const [at, turn] of turns.entries()) {
    articles = turn;
    const watched = watchedKv(kv);
    const options = { now: NOW + (at + 1) * HOUR, full: false };
    const { choice } = await published(watched.kv, articles, options);
    const puts = keysOf(watched.calls, "put").map((key) => key.split("/")[0]);
    // One that is as small as this has its index as MiniSearch's own JSON too; what is taken down
    // is told apart, for a purge.
    const apart = at === 2 ? ["blob", "blob"] : ["blob"];
    expect([choice.part, puts]).toEqual(["recent", ["blob", ...apart, "release", "current"]]);
  }
});

test("a feed of a tag that a recent part alone knew stays after a rollback, and the next change is laid over the base again", async () => {
  const sites = twinSites(site);
  const add = (articles: readonly Article[], place: number, now: number) =>
    after(articles, { kind: "add", hours: 1 }, place, now);
  await sites.publish(BASE, { now: NOW, full: true });
  await sites.publish(add(BASE, 1, NOW), { now: NOW + HOUR });
  await sites.rollback(NOW + 2 * HOUR);
  await expectAlike(sites, ["/tags/fresh/feed.json", "/feed.xml"], NOW + 2 * HOUR);
  const [laid] = await sites.ask("/tags/fresh/feed.json", NOW + 2 * HOUR);
  expect(laid.status).toBe(200);
  const { outcome } = await sites.publish(add(BASE, 2, NOW), { now: NOW + 3 * HOUR });
  expect(outcome.choice.part).toBe("recent");
  await expectAlike(sites, ALWAYS, NOW + 3 * HOUR);
});

test("what a recent part withdraws, renames, tags or adds is suggested as if all were published in full", async () => {
  const sites = twinSites(site);
  const named = (id: string, title: string, tag: string): Article =>
    madeArticle({ id, title, tags: [tag], lang: "en", published: "2023-12-01" });
  const before = [
    named("gone", "Quokka withdrawn", "marsupial"),
    named("renamed", "Wombat before", "burrow"),
    named("stays", "Numbat stays", "termite"),
  ];
  await sites.publish([...BASE, ...before], { now: NOW, full: true });
  const { outcome } = await sites.publish(
    [
      ...BASE,
      { ...before[0]!, status: "withdrawn" },
      named("renamed", "Wallaby after", "grass"),
      before[2]!,
      named("added", "Bilby added", "desert"),
    ],
    { now: NOW + HOUR },
  );
  expect(outcome.choice.part).toBe("recent");
  const suggestedFor = async (q: string): Promise<readonly string[]> => {
    const [laid, anew] = await sites.ask(`/api/suggest?q=${q}`, NOW + HOUR);
    expect([q, ...told(laid)]).toEqual([q, ...told(anew)]);
    return (JSON.parse(laid.text) as { suggestions: readonly string[] }).suggestions;
  };
  expect(await suggestedFor("quok")).toEqual([]);
  expect(await suggestedFor("marsup")).toEqual([]);
  expect(await suggestedFor("womb")).toEqual([]);
  expect(await suggestedFor("burr")).toEqual([]);
  expect(await suggestedFor("walla")).toContain("Wallaby after");
  expect(await suggestedFor("numb")).toContain("Numbat stays");
  expect(await suggestedFor("termi")).toContain("termite");
  expect(await suggestedFor("bilb")).toContain("Bilby added");
  expect(await suggestedFor("deser")).toContain("desert");
});

test("the whole index is made for the release of now alone, whatever is to come", async () => {
  const sites = twinSites(site, true);
  await sites.publish(BASE, { now: NOW, full: true });
  const added = [0, 1, 2].map((hours) =>
    madeArticle({ id: `added${hours}`, published: new Date(NOW + hours * HOUR).toISOString() }),
  );
  const { written } = await sites.publish([...BASE, ...added], { now: NOW + 60_000 });
  expect(written.filter((key) => key.startsWith("blob/"))).toHaveLength(2);
  const statuses = [];
  for (const hours of [0.5, 1.5, 2.5]) {
    const [{ status }] = await sites.ask("/search-index.json", NOW + hours * HOUR);
    statuses.push(status);
  }
  expect(statuses).toEqual([200, 503, 503]);
});

test("where KV has lost the release that is laid over, all is published anew", async () => {
  const sites = twinSites(site, true);
  await sites.publish(BASE, { now: NOW, full: true });
  const edited = (title: string) => BASE.map((one, at) => (at === 3 ? { ...one, title } : one));
  const laid = await sites.publish(edited("zebra"), { now: NOW + HOUR });
  const { base } = (await manifestOf(sites.kv, NOW + HOUR)).recent ?? {};
  expect([laid.outcome.kind, typeof base]).toEqual(["published", "string"]);
  await sites.kv.delete(`release/${base}`);
  const { outcome } = await sites.publish(edited("quagga"), { now: NOW + 2 * HOUR });
  expect(outcome.kind).toBe("published");
  expect((await manifestOf(sites.kv, NOW + 2 * HOUR)).recent).toBeUndefined();
  const [{ text }] = await sites.ask("/api/search?q=quagga", NOW + 2 * HOUR);
  expect(JSON.parse(text)).toMatchObject({ full: 1 });
});

async function manifestOf(kv: KVNamespace, now: number): Promise<Manifest> {
  const reader = await openRelease({ kv, cache: createIsolateCache(), now });
  if (reader === null) throw new TypeError("nothing was published");
  return reader.manifest;
}
