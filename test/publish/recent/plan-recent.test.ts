import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { toSite } from "#model/site.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { buildSearchIndex } from "#publish/build/index-part.ts";
import type { GroundBuilder } from "#publish/build/base-part.ts";
import { type PlanInput, planPublication } from "#publish/build/plan.ts";
import { keptBase } from "#publish/recent/base-reading.ts";
import { bundled } from "#publish/recent/recent-bundle.ts";
import { planRecent } from "#publish/recent/plan-recent.ts";
import { recentGround } from "#publish/recent/recent-ground.ts";
import { publish } from "#publish/write/publish.ts";
import { rollback } from "#publish/write/rollback.ts";
import { readPast } from "#store/history/past.ts";
import { readStanding } from "#store/write/listing.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const SECTIONS = ["news", "news/town", "culture"];
const made = toSite({ title: "Kept", url: "https://kept.example", lang: "en" });
if (isRejection(made)) throw new TypeError("the site is refused");
const site = made;
const BASE: readonly Article[] = madeArticles(180, {
  sections: SECTIONS,
  bytes: 200,
  from: NOW - 230 * HOUR,
}).map((one, at) => ({ ...one, aliases: [`/old/${at}`] as unknown as Article["aliases"] }));

type Step = {
  readonly kind: keyof typeof STEPS | "add" | "forget" | "publish" | "fold" | "rollback";
  readonly which: number;
  readonly hours: number;
};

/** What a step makes of one article. */
const STEPS = {
  edit: (one: Article, { hours }: Step) => ({ ...one, body: `<p>edited ${hours} ${one.id}</p>` }),
  title: (one: Article, { hours }: Step) => ({ ...one, title: `${one.title} ${hours}` }),
  restore: (one: Article) => ({ ...one, status: "published" }),
  withdraw: (one: Article) => ({ ...one, status: "withdrawn" }),
  move: (one: Article, { hours }: Step) => ({ ...one, section: SECTIONS[hours % 3] }),
  carry: (one: Article, { hours }: Step) => ({ ...one, also: [SECTIONS[hours % 3]] }),
  alias: (one: Article, { hours }: Step) => ({ ...one, aliases: [`/old/${hours}`] }),
  tag: (one: Article, { hours }: Step) => ({ ...one, tags: [`Tag${hours}`] }),
  backdate: (one: Article, { hours }: Step) => ({ ...one, published: iso(NOW - hours * HOUR) }),
  embargo: (one: Article, { hours }: Step) => ({ ...one, embargo: iso(NOW + hours * HOUR) }),
  correct: (one: Article, { hours }: Step) => ({
    ...one,
    corrections: [{ at: iso(NOW + (hours - 30) * HOUR), note: "Mended" }],
  }),
} as const;

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(".000", "");
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step["kind"]>(
    ...(Object.keys(STEPS) as (keyof typeof STEPS)[]),
    "add",
    "add",
    "forget",
    "publish",
    "publish",
    "fold",
    "rollback",
  ),
  which: fc.nat(999),
  hours: fc.nat(60),
});

const PUBLISH: Step = { kind: "publish", which: 1, hours: 0 };

function isTurn(kind: Step["kind"]): kind is "publish" | "fold" | "rollback" {
  return kind === "publish" || kind === "fold" || kind === "rollback";
}

/** An old article that the base shows on newest pages, for it came late, until its time there is
 *  over. */
const LATE: readonly Step[] = [
  { kind: "add", which: 0, hours: 52 },
  { kind: "publish", which: 1, hours: 0 },
  { kind: "fold", which: 1, hours: 0 },
  { kind: "edit", which: 176, hours: 0 },
  PUBLISH,
  { kind: "publish", which: 0, hours: 0 },
];

/** An article of the base that comes back when nobody knows any more that it had gone: it is late
 *  now, though it is as the base has it. */
const BACK: readonly Step[] = [
  { kind: "withdraw", which: 2, hours: 0 },
  PUBLISH,
  { kind: "edit", which: 1, hours: 0 },
  { kind: "publish", which: 6, hours: 0 },
  { kind: "restore", which: 2, hours: 0 },
  PUBLISH,
];

function after(articles: readonly Article[], one: Step, place: number): readonly Article[] {
  const at = one.which % articles.length;
  if (one.kind === "forget") return articles.toSpliced(at, 1);
  if (isTurn(one.kind)) return articles;
  if (one.kind === "add") {
    const fields = { id: `new${place}`, section: SECTIONS[place % 3], tags: ["Tag7", "tag3"] };
    const published = iso(NOW - 4 * (one.hours - 2) * HOUR);
    return [
      ...articles,
      madeArticle({ ...fields, published, lang: "en", body: `<p>${place}</p>` }),
    ];
  }
  // Each field is one that an article may have.
  return articles.with(at, STEPS[one.kind](articles[at]!, one) as unknown as Article);
}

function sure<T>(value: T): Exclude<T, { readonly kind: "rejection" }> {
  if (isRejection(value)) throw new TypeError(JSON.stringify(value.faults));
  return value as Exclude<T, { readonly kind: "rejection" }>;
}

test("a release of which what stays is taken from the base is, byte for byte, the one of which all is encoded anew, also at moments to come", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const { kv } = kvInMemory();
      const flags = { force: true, allowGone: true, allowReappearing: true, allowReuse: true };
      let articles = BASE;
      let now = NOW;
      sure(await publish({ kv, site, media: [], now, articles, ...flags }));
      for (const [place, one] of [...steps, PUBLISH].entries()) {
        articles = after(articles, one, place);
        if (!isTurn(one.kind)) continue;
        now += (one.which % 7 === 6 ? 750 : one.which % 5 === 0 ? 50 : 1) * HOUR;
        if (one.kind === "rollback") {
          await rollback({ kv, now });
          continue;
        }
        if (one.kind === "fold") {
          sure(await publish({ kv, site, media: [], now, articles, ...flags }));
          continue;
        }
        const standing = await readStanding(kv, now);
        if (standing === null || isRejection(standing)) throw new TypeError("nothing is seen");
        const previous = standing.inEffect;
        const input = async (): Promise<PlanInput> => ({
          site,
          isBackfill: false,
          buildIndex: buildSearchIndex,
          progress: () => undefined,
          previous,
          past: await readPast(kv, previous),
          articles: structuredClone(articles),
          now,
        });
        const base = await keptBase(kv, previous, { workshop: undefined, now });
        if (base === null) throw new TypeError("there is no base");
        const laid = await planRecent(await input(), base);
        if ("why" in laid) break;
        const given = await input();
        const ground = recentGround(base, given);
        const anew: GroundBuilder = async (...about) => {
          const { over: _over, ...rest } = await ground(...about);
          return rest;
        };
        const stored = blobsOf(base.manifest);
        const plan = await bundled(await planPublication({ ...given, ground: anew, stored }), base);
        expect(laid.manifest).toEqual(plan.manifest);
        expect([...laid.blobs]).toEqual([...plan.blobs]);
        expect(laid.notices).toEqual(plan.notices);
        expect(laid.changes).toEqual(plan.changes);
        expect(keptIn(laid.manifest, base.manifest)).toBe(true);
        compared += 1;
        sure(await publish({ kv, site, media: [], now, articles, full: false, ...flags }));
      }
    }),
    { numRuns: 8, examples: [[LATE], [BACK]] },
  );
  expect(compared).toBeGreaterThan(10);
}, 300_000);

/** Whether a release has no blob of its own where one of the base would do. */
function keptIn({ directory, related = [] }: Manifest, base: Manifest): boolean {
  return directory.length === base.directory.length && related.length === base.related?.length;
}
