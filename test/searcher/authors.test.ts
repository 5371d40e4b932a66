import { beforeAll, expect, test } from "vitest";
import { ask, published } from "../serve/published.ts";
import { article } from "../serve/sample-site.ts";

type Answer = {
  readonly full: number;
  readonly corrected: readonly object[];
  readonly hits: readonly { readonly id: string; readonly matched?: string }[];
};

async function search(q: string): Promise<Answer> {
  // The API's own tests look at the whole of it.
  return JSON.parse((await ask(`/api/search?q=${encodeURIComponent(q)}`)).text) as Answer;
}

beforeAll(() =>
  published([
    article({ id: "by", title: "码头开航", authors: ["陆青禾"], body: "<p>晨雾未散。</p>" }),
    article({ id: "names", title: "古渡", authors: ["陈大文"], body: "<p>陆青禾说起旧事。</p>" }),
    article({
      id: "old-script",
      title: "菜市夜話",
      lang: "zh-Hant",
      authors: ["鄭雲帆"],
      body: "<p>凌晨四點。</p>",
    }),
    article({ id: "padded", title: "名单", authors: ["李　明"], body: "<p>一共三人。</p>" }),
    article({
      id: "pier",
      title: "A new pier",
      lang: "en",
      authors: ["Ann Lee", "Siobhán O’Brien"],
      body: "<p>Steel and oak.</p>",
    }),
    article({
      id: "wall",
      title: "The old wall",
      lang: "en",
      authors: ["Tom Anderson"],
      body: "<p>Ann sold bricks by the pound, and the wind was in the lee.</p>",
    }),
    article({
      id: "garden",
      title: "Annual garden",
      lang: "en",
      authors: ["Rosaria Walker"],
      body: "<p>Roses were walked past.</p>",
    }),
  ]),
);

test.each<[string, readonly (readonly [string, string])[]]>([
  // By the name of its author, which neither title nor text has.
  [
    "陆青禾",
    [
      ["names", ""],
      ["by", "author"],
    ],
  ],
  [
    "陸青禾",
    [
      ["names", ""],
      ["by", "author"],
    ],
  ],
  ["郑云帆", [["old-script", "author"]]],
  ["鄭雲帆", [["old-script", "author"]]],
  ["李明", [["padded", "author"]]],
  ["李　明", [["padded", "author"]]],
  ["Anderson", [["wall", "author"]]],
  ["tom anderson", [["wall", "author"]]],
  ["Anderson, Tom", [["wall", "author"]]],
  ["O'Brien", [["pier", "author"]]],
  ["siobhan", [["pier", "author"]]],
  ["Rosaria", [["garden", "author"]]],
  ['"Tom Anderson"', [["wall", "author"]]],
  ["码头 陆青禾", [["by", ""]]],
  ["author:陆青禾", [["by", ""]]],
  ["author:陆青禾 渡", []],
  // What no author and no text has.
  ["陆禾", []],
  ["大青文", []],
  ["Andersonville", []],
  ["Lea", []],
  ['"Anderson Tom"', []],
])("%s finds as a full match just what names it or is by it", async (q, found) => {
  const { hits, full, corrected } = await search(q);
  const told = hits.slice(0, full).map(({ id, matched = "" }) => [id, matched] as const);
  expect(new Map(told)).toEqual(new Map(found));
  if (found.length > 0) expect(corrected).toEqual([]);
});

test("a feed of a search for an author has what is by them", async () => {
  const { text } = await ask(`/search/feed.json?q=${encodeURIComponent("郑云帆")}`);
  expect(JSON.parse(text).items).toMatchObject([{ title: "菜市夜話" }]);
});
