import { expect, test } from "vitest";
import { toSections } from "#model/section.ts";
import { SITE_DEFAULTS, type Site } from "#model/site.ts";
import { compareAddresses } from "#publish/build/address-loss.ts";
import { refuseLoss } from "#publish/write/address-guard.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";

function site(sections: readonly unknown[], more: Partial<Site> = {}): Site {
  return { ...SITE_DEFAULTS, ...more, sections: toSections(sections).sections };
}

function entries(places: Readonly<Record<string, string>>): readonly LedgerEntry[] {
  return Object.entries(places).map(([id, section]) => ({
    id: id as never,
    title: id,
    published: 0,
    content: id,
    dated: id,
    claims: [],
    sketch: "",
    sections: [section as never],
  }));
}

function lossOf(
  [before, seen]: readonly [Site, Readonly<Record<string, string>>],
  [after, now]: readonly [Site, Readonly<Record<string, string>>],
) {
  const claimed = new Set<string>(["/claimed.xml"]);
  return compareAddresses({
    before,
    after,
    seen: entries(seen),
    entries: entries(now),
    claimed: () => claimed,
  });
}

const GAMMA = [
  site([{ slug: "gamma" }, { slug: "beta" }]),
  { 1: "gamma", 2: "gamma", 3: "beta" },
] as const;

test("a renamed section is proposed as the line to write, and publishing is refused until then", () => {
  const loss = lossOf(GAMMA, [
    site([{ slug: "delta" }, { slug: "beta" }]),
    { 1: "delta", 2: "delta", 3: "beta" },
  ]);
  expect(loss.sections).toMatchObject([
    { path: "gamma", count: 2, heir: { path: "delta", count: 2 } },
  ]);
  expect(refuseLoss(loss, {})?.faults[0]?.fix).toContain('was = ["gamma"] into section delta');
  expect(refuseLoss(loss, { allowGone: true })).toBeNull();
});

test.each([
  ["was", site([{ slug: "delta", was: ["gamma"] }, { slug: "beta" }])],
  ["gone", site([{ slug: "delta" }, { slug: "beta" }], { gone: ["gamma" as never] })],
  [
    "an alias of its page",
    site([{ slug: "delta", aliases: ["/sections/gamma/"] }, { slug: "beta" }]),
  ],
  [
    "an alias of each feed",
    site([
      {
        slug: "delta",
        aliases: ["feed.xml", "atom.xml", "feed.json"].map((file) => `/sections/gamma/${file}`),
      },
      { slug: "beta" },
    ]),
  ],
  [
    "a redirect of what lies below it",
    site([{ slug: "delta" }, { slug: "beta" }], {
      redirects: { "/sections/gamma/*": "/sections/delta/*" },
    }),
  ],
])("%s answers for it", (_, after) => {
  const loss = lossOf(GAMMA, [after, { 1: "delta", 2: "delta", 3: "beta" }]);
  expect(refuseLoss(loss, {})).toBeNull();
});

test("an alias of one of its feeds leaves the subscribers of the others behind", () => {
  const after = site([{ slug: "delta", aliases: ["/sections/gamma/feed.xml"] }, { slug: "beta" }]);
  const loss = lossOf(GAMMA, [after, { 1: "delta", 2: "delta", 3: "beta" }]);
  expect(loss.sections.map(({ feed }) => feed)).toEqual(["/sections/gamma/atom.xml"]);
  expect(refuseLoss(loss, {})?.faults[0]?.what).toContain("/sections/gamma/atom.xml would");
});

test("a redirect to a section that is not there answers for nothing", () => {
  const after = site([{ slug: "beta" }], { redirects: { "/sections/gamma/*": "/sections/no/*" } });
  expect(lossOf(GAMMA, [after, { 3: "beta" }]).sections).toHaveLength(1);
});

test("the line that is proposed has all old paths of the section, those that it has and those of others", () => {
  const loss = lossOf(
    [site([{ slug: "b", was: ["a"] }, { slug: "c" }]), { 1: "b", 2: "c" }],
    [site([{ slug: "d", was: ["old"] }]), { 1: "d", 2: "d" }],
  );
  const [fix] = refuseLoss(loss, {})?.faults.map((fault) => fault.fix) ?? [];
  expect(fix).toContain('was = ["old", "a", "b", "c"] into section d');
});

test("an old path that a renamed section forgets is proposed for what the section is now", () => {
  const before = site([{ slug: "b", was: ["a"] }]);
  const loss = lossOf([before, {}], [site([{ slug: "c", was: ["b"] }]), {}]);
  expect(refuseLoss(loss, {})?.faults).toMatchObject([
    { field: "was", fix: expect.stringContaining('was = ["b", "a"] into section c') },
  ]);
});

const OLD = site([{ slug: "b" }], {
  aliases: ["/blog/feed.xml", "/sections/tea/feed.xml"],
  redirects: { "/story/1": "/articles/1", "/boat/feed": "/sections/b/feed.xml", "/x": "/search" },
});

test.each([
  ["a redirect of all such paths", [], { "/story/*": "/articles/*" }, "/story/1"],
  ["the page of which it is the feed", [], { "/boat/": "/sections/b" }, "/boat/feed"],
  ["another spelling of it", ["/blog/"], {}, "/blog/feed.xml"],
  ["a section of that name", [], {}, "/sections/tea/feed.xml"],
])("an old path is not lost to %s", (_, aliases, redirects, path) => {
  const after = site([{ slug: "b" }, { slug: "tea" }], { aliases, redirects });
  expect(lossOf([OLD, { 1: "b" }], [after, { 1: "b" }]).aliases).not.toContain(path);
});

test.each([
  ["a redirect to an article that is not there", [], { "/story/*": "/articles/no-*" }, "/story/1"],
  ["a redirect to a section that is not there", [], { "/boat/": "/sections/no" }, "/boat/feed"],
  ["a page beside it", ["/blog/about/"], {}, "/blog/feed.xml"],
  ["a section of nearly that name", [], {}, "/sections/tea/feed.xml"],
])("an old path is lost to %s", (_, aliases, redirects, path) => {
  const after = site([{ slug: "b" }, { slug: "teas" }], { aliases, redirects });
  expect(lossOf([OLD, { 1: "b" }], [after, { 1: "b" }]).aliases).toContain(path);
});

const TWO = [{ slug: "a", aliases: ["/rss/a.xml"], was: ["old"] }, { slug: "b" }];

test.each([
  [
    "an alias",
    [
      { slug: "a", was: ["old"] },
      { slug: "b", aliases: ["/rss/a.xml"] },
    ],
    "/rss/a.xml",
  ],
  [
    "an old path",
    [
      { slug: "a", aliases: ["/rss/a.xml"] },
      { slug: "b", was: ["old"] },
    ],
    "/sections/old/feed.xml",
  ],
])("%s that would lead to another section than before is confirmed first", (_, sections, path) => {
  const loss = lossOf([site(TWO), {}], [site(sections), {}]);
  expect(loss.turned).toEqual([{ path, from: "/sections/a", to: "/sections/b" }]);
  expect(refuseLoss(loss, { allowGone: true })?.faults[0]?.fix).toContain("--allow-reuse");
  expect(refuseLoss(loss, { allowReuse: true, allowGone: true })).toBeNull();
});

test.each([
  [
    "follow their section",
    [{ slug: "c", was: ["a", "old"], aliases: ["/rss/a.xml"] }, { slug: "b" }],
  ],
  [
    "go to another since their section ended",
    [{ slug: "b", aliases: ["/rss/a.xml"], was: ["old"] }],
  ],
  ["stay", TWO],
])("old addresses that %s are no others'", (_, sections) => {
  expect(lossOf([site(TWO), {}], [site(sections), {}]).turned).toEqual([]);
});

test("a section whose articles went nowhere, or everywhere, has no heir", () => {
  const after = site([{ slug: "beta" }, { slug: "eta" }]);
  expect(lossOf(GAMMA, [after, { 3: "beta" }]).sections).toMatchObject([
    { path: "gamma", count: 2 },
  ]);
  expect(lossOf(GAMMA, [after, { 3: "beta" }]).sections[0]?.heir).toBeUndefined();
  const spread = { 1: "gamma", 2: "gamma", 4: "gamma", 5: "gamma", 6: "gamma" };
  const loss = lossOf([GAMMA[0], spread], [after, { 1: "beta", 2: "eta" }]);
  expect(loss.sections).toMatchObject([{ path: "gamma", count: 5 }]);
  expect(loss.sections[0]?.heir).toBeUndefined();
});

test("sections that moved with the one around them are proposed as one", () => {
  const loss = lossOf(
    [site([{ slug: "news", sections: [{ slug: "home" }] }]), { 1: "news", 2: "news/home" }],
    [site([{ slug: "press", sections: [{ slug: "home" }] }]), { 1: "press", 2: "press/home" }],
  );
  expect(loss.sections).toMatchObject([
    { path: "news", count: 2, heir: { path: "press", count: 2, was: ["news"] } },
  ]);
});

test("a slug that another section had before is used again only when that is confirmed", () => {
  const before = site([{ slug: "delta", was: ["gamma"] }]);
  const loss = lossOf([before, {}], [site([{ slug: "delta" }, { slug: "gamma" }]), {}]);
  expect(loss.reused).toEqual(["gamma"]);
  expect(refuseLoss(loss, { allowGone: true })).not.toBeNull();
  expect(refuseLoss(loss, { allowReuse: true })).toBeNull();
});

test("a section's old path that its settings forget is lost; an old path that an article claims is not", () => {
  const before = site([{ slug: "delta", was: ["gamma"], aliases: ["/claimed.xml", "/x.xml"] }]);
  const loss = lossOf([before, {}], [site([{ slug: "delta" }]), {}]);
  expect(loss.sections.map(({ path }) => path)).toEqual(["gamma"]);
  expect(loss.aliases).toEqual(["/x.xml"]);
});

const AB = site([{ slug: "a", sections: [{ slug: "in" }] }, { slug: "b" }]);

test("two sections that exchange their slugs are refused, for their subscribers would be exchanged too", () => {
  const loss = lossOf(
    [AB, { 1: "a", 2: "a", 3: "b", 4: "b" }],
    [AB, { 1: "b", 2: "b", 3: "a", 4: "a", 5: "a" }],
  );
  expect(loss.exchanged).toEqual([
    { path: "a", heir: "b", origin: "b" },
    { path: "b", heir: "a", origin: "a" },
  ]);
  expect(refuseLoss(loss, { allowGone: true })?.faults[0]?.fix).toContain("--allow-reuse");
  expect(refuseLoss(loss, { allowReuse: true })).toBeNull();
});

test.each([
  [
    "a few articles that move",
    { 1: "a", 2: "a", 3: "a", 4: "b" },
    { 1: "b", 2: "a", 3: "a", 4: "a" },
  ],
  ["a section that is emptied", { 1: "a", 2: "a", 3: "b" }, { 1: "b", 2: "b", 3: "b" }],
  ["a section that begins anew", { 1: "a", 2: "a", 3: "b" }, { 1: "b", 2: "b", 3: "b", 4: "a" }],
  ["articles that move into a section inside", { 1: "a", 2: "a" }, { 1: "a/in", 2: "a/in" }],
  ["articles that move out of it", { 1: "a/in", 2: "a/in" }, { 1: "a", 2: "a" }],
  ["a section that takes another in", { 1: "a", 2: "b", 3: "b" }, { 1: "a", 2: "a", 3: "a" }],
])("%s is no exchange", (_, before, after) => {
  expect(lossOf([AB, before], [AB, after]).exchanged).toEqual([]);
});

test("an article is lost that is gone, and one that stays without an old path that it had", () => {
  const claims: Readonly<Record<string, readonly string[]>> = {
    kept: ["k"],
    moved: ["m"],
    bare: [],
  };
  const made = (ids: readonly string[], had = claims) =>
    entries(Object.fromEntries(ids.map((id) => [id, "beta"]))).map((entry) => ({
      ...entry,
      claims: had[entry.id] ?? [],
    }));
  const lost = (after: readonly LedgerEntry[]) =>
    compareAddresses({
      before: GAMMA[0],
      after: GAMMA[0],
      seen: made(["kept", "moved", "bare"]),
      entries: after,
      claimed: () => new Set(),
    }).articles;
  expect(lost(made(["kept", "moved", "bare"]))).toEqual([]);
  expect(lost(made(["kept", "moved"]))).toEqual([{ id: "bare", isHere: false, hadAliases: false }]);
  expect(lost(made(["kept", "bare"]))).toEqual([{ id: "moved", isHere: false, hadAliases: true }]);
  expect(lost(made(["kept", "moved", "bare"], { kept: ["k"] }))).toEqual([
    { id: "moved", isHere: true, hadAliases: true },
  ]);
  // Another article has it now.
  expect(lost(made(["kept", "moved", "bare"], { kept: ["k", "m"] }))).toEqual([]);
});
