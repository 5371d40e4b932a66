import { expect, test } from "vitest";
import { buildSearchIndex } from "#publish/build/index-part.ts";
import { planPublication } from "#publish/build/plan.ts";
import { madeArticle, madeSite } from "../../store/made-articles.ts";

const site = madeSite("Paper", ["news"]);

/** An article of one hour of a day, with old paths. */
const claiming = (id: string, hour: number, aliases: readonly string[], status = "published") =>
  madeArticle({ id, aliases, status, published: `2023-12-01T0${hour}:00:00Z` });

async function noticesOf(articles: readonly ReturnType<typeof claiming>[]) {
  const input = { site, articles, now: Date.UTC(2024, 0, 1), previous: null, past: null };
  const rest = { isBackfill: false, buildIndex: buildSearchIndex, progress: () => undefined };
  return (await planPublication({ ...input, ...rest })).notices.map(({ what }) => what);
}

const claimed = (path: string): string =>
  `${path} is claimed by more than one article; the newest has it`;

test.each([
  ["nobody else", [claiming("a", 1, ["/1.html"]), claiming("b", 2, ["/2.html"])], []],
  ["another", [claiming("a", 1, ["/1.html"]), claiming("b", 2, ["/1.html"])], ["/1.html"]],
  ["the same article twice", [claiming("a", 1, ["/1.html", "/1.html"])], []],
  [
    "two others",
    ["a", "b", "c"].map((id, index) => claiming(id, index, ["/2.html", "/1.html"])),
    ["/1.html", "/2.html"],
  ],
  [
    "one that was withdrawn",
    [claiming("a", 1, ["/1.html"], "withdrawn"), claiming("b", 2, ["/1.html"])],
    [],
  ],
  [
    "one that is a draft",
    [claiming("a", 1, ["/1.html"], "draft"), claiming("b", 2, ["/1.html"])],
    [],
  ],
])("an old path that %s claims is told where two articles have it", async (_, articles, paths) => {
  expect(await noticesOf(articles)).toEqual(paths.map(claimed));
});
