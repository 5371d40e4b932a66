import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { toSite } from "#model/site.ts";
import { createHeldWork } from "#press/held-work.ts";
import { publish } from "#publish/write/publish.ts";
import { rollback } from "#publish/write/rollback.ts";
import { readStock } from "#publish/write/stock.ts";
import { readStanding } from "#store/write/listing.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const SECTIONS = ["news", "news/town", "culture", "culture/film"];
const BASE = madeArticles(90, { sections: SECTIONS, bytes: 200, from: NOW - 100 * HOUR });
const made = toSite({ title: "Kept", url: "https://kept.example", lang: "en" });
if (isRejection(made)) throw new TypeError("the site is refused");
const site = made;

type Step = {
  readonly kind:
    | "add"
    | "edit"
    | "move"
    | "retag"
    | "withdraw"
    | "forget"
    | "schedule"
    | "embargo"
    | "draft"
    | "correct"
    | "neighbour"
    | "rename"
    | "nothing"
    | "rollback"
    | "evict"
    | "fold";
  readonly which: number;
  readonly hours: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step["kind"]>(
    "add",
    "add",
    "edit",
    "edit",
    "move",
    "retag",
    "withdraw",
    "forget",
    "schedule",
    "embargo",
    "draft",
    "correct",
    "neighbour",
    "rename",
    "nothing",
    "rollback",
    "evict",
    "fold",
  ),
  which: fc.nat(999),
  hours: fc.nat(60),
});

/** A release that readers see again has a log of its own. */
const BACK_AND_ON = (["add", "rollback", "add", "add"] as const).map((kind): Step => ({
  kind,
  which: 0,
  hours: 0,
}));

function fresh(place: number, at: number, fields: object = {}): Article {
  return madeArticle({
    id: `new${place}`,
    title: `A zebra number ${place}`,
    section: SECTIONS[place % SECTIONS.length],
    body: `<p>zebra word${place} &amp; ${"text ".repeat(20)}</p><img src="/media/${"a".repeat(18)}${10 + (place % 80)}.png">`,
    lang: place % 3 === 0 ? "zh-Hans" : "en",
    tags: ["fresh", `tag${place % 5}`],
    authors: ["Nora"],
    aliases: [`/old/${place}`],
    published: new Date(at).toISOString(),
    ...fields,
  });
}

/** How a step changes one article. */
function changedBy({ kind, hours }: Step, one: Article, place: number, now: number): Article {
  const coming = new Date(now + (hours + 1) * HOUR).toISOString() as Article["published"];
  switch (kind) {
    case "edit":
      return { ...one, title: `${one.title} ${place}`, body: `<p>edited word${place}</p>` };
    case "move":
      return { ...one, section: SECTIONS[place % SECTIONS.length] as Article["section"] };
    case "retag":
      return { ...one, tags: [`Tag${place % 7}`], also: [SECTIONS[2] as Article["section"]] };
    case "withdraw":
      return { ...one, status: "withdrawn" };
    case "draft":
      return { ...one, status: "draft" };
    case "schedule":
      return { ...one, published: coming };
    case "embargo":
      return { ...one, embargo: coming };
    case "correct":
      return { ...one, corrections: [{ at: hours > 30 ? coming : one.published, note: "Mended" }] };
    case "neighbour":
      return { ...one, previous: { title: `A zebra number ${place - 1}` } };
    case "rename":
      return { ...one, aliases: [`/old/${place % 4}`] };
    case "add":
    case "forget":
    case "nothing":
    case "rollback":
    case "evict":
    case "fold":
  }
  return one;
}

function after(articles: readonly Article[], step: Step, place: number, now: number) {
  if (step.kind === "add") return [...articles, fresh(place, now - step.hours * HOUR)];
  const at = step.which % articles.length;
  if (step.kind === "forget") return articles.filter((_, index) => index !== at);
  const one = articles[at];
  const changed = one && changedBy(step, one, place, now);
  return changed === one ? articles : articles.with(at, changed!);
}

/** All that lies in a KV, its bytes as text where they are one. */
function heldBy({ values }: ReturnType<typeof kvInMemory>): ReadonlyMap<string, string> {
  const decoder = new TextDecoder("latin1");
  return new Map(
    values().map(({ key, bytes, metadata }) => [
      key,
      `${JSON.stringify(metadata)} ${decoder.decode(bytes)}`,
    ]),
  );
}

function sure<T>(value: T): T {
  if (isRejection(value)) throw new TypeError(JSON.stringify(value.faults));
  return value;
}

test("a release that is planned from what earlier ones left is, byte for byte, the one that is planned from everything", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const mine = kvInMemory();
      const flags = { force: true, allowGone: true, allowReappearing: true, allowReuse: true };
      let work = createHeldWork();
      let articles: readonly Article[] = BASE;
      let now = NOW;
      const both = async (full: boolean, told: unknown): Promise<void> => {
        const other = mine.copy();
        const given = { site, media: [], now, full, ...flags };
        const cloned = structuredClone(articles);
        sure(await publish({ ...given, kv: mine.kv, articles: [...articles], workshop: work }));
        sure(await publish({ ...given, kv: other.kv, articles: cloned }));
        work.sweep();
        const [kept, anew] = [heldBy(mine), heldBy(other)];
        expect([told, ...[...kept.keys()].sort()]).toEqual([told, ...[...anew.keys()].sort()]);
        for (const [key, value] of kept)
          if (value !== anew.get(key))
            expect([told, key, value]).toEqual([told, key, anew.get(key)]);
      };
      await both(true, "first");
      for (const [place, one] of steps.entries()) {
        now += (1 + (one.hours % 9)) * HOUR;
        if (one.kind === "rollback") {
          await rollback({ kv: mine.kv, now });
          const standing = sure(await readStanding(mine.kv, now));
          if (standing === null || isRejection(standing)) throw new TypeError("nothing is seen");
          articles = await readStock(mine.kv, standing.inEffect, now);
          continue;
        }
        if (one.kind === "evict") {
          work = createHeldWork();
          articles = structuredClone(articles);
        }
        articles = after(articles, one, place, now);
        await both(one.kind === "fold", [place, one]);
      }
    }),
    { numRuns: 12, examples: [[BACK_AND_ON]] },
  );
}, 300_000);
