import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { createBlobSet } from "#publish/build/blob-set.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import { recentRelated } from "#publish/recent/recent-related.ts";
import { allKeyed } from "#store/keyed-block.ts";
import { madeArticle } from "../../store/made-articles.ts";

let day = 0;
const made = (id: string, fields: Readonly<Record<string, unknown>> = {}): Article =>
  madeArticle({
    id,
    title: `Title of ${id}`,
    published: `2024-01-${String(++day).padStart(2, "0")}`,
    lang: "en",
    tags: [],
    ...fields,
  });

/** For each article the ids of those that its page says to be similar, and their titles. */
async function similarIn(
  articles: readonly Article[],
  base: Readonly<Record<string, readonly string[]>>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const set = createBlobSet();
  const similar = new Map(Object.entries(base)) as unknown as Parameters<
    typeof recentRelated
  >[0]["similar"];
  const names = await recentRelated({ similar }, await Promise.all(articles.map(readyArticle)), {
    set,
  });
  return Object.fromEntries(
    names.flatMap((name) =>
      allKeyed("RLTD", set.blobs.get(name) ?? new Uint8Array(), name).map(([id, rows]) => [
        id,
        (rows as readonly (readonly [string, string])[]).map(
          ([other, title]) => `${other} ${title}`,
        ),
      ]),
    ),
  );
}

test("what a base found similar stays, by the titles of today, and leads to nothing that is gone", async () => {
  const articles = [made("a"), made("b", { title: "Renamed" }), made("d")];
  const found = await similarIn(articles, { a: [], b: ["a"], c: ["a"], d: ["c", "b", "a"] });
  expect(found).toEqual({
    a: [],
    b: ["a Title of a"],
    d: ["b Renamed", "a Title of a"],
  });
});

test("a new article leads to older ones of its language that share most tags, the newest first, to three at most", async () => {
  const tags = ["Bridge", "River"];
  const articles = [
    made("two", { tags }),
    made("one", { tags: ["bridge"] }),
    made("other", { tags: ["tea"] }),
    made("chinese", { tags, lang: "zh-Hans" }),
    made("late", { tags: ["river"] }),
    made("last", { tags: ["RIVER"] }),
    made("new", { tags }),
    made("after", { tags }),
  ];
  const base = Object.fromEntries(
    articles.filter(({ id }) => id !== "new").map(({ id }) => [id, []]),
  );
  const found = await similarIn(articles, base);
  expect(found["new"]).toEqual(["two Title of two", "last Title of last", "late Title of late"]);
  expect(found["after"]).toEqual([]);
});

test("a new article without tags, and one whose only sharer is its translation, lead to none", async () => {
  const tags = ["bridge"];
  const articles = [
    made("zh", { tags, lang: "en-GB" }),
    made("plain"),
    made("new", { tags, translations: { "en-GB": "zh" } }),
  ];
  const found = await similarIn(articles, { zh: [] });
  expect([found["plain"], found["new"]]).toEqual([[], []]);
});
