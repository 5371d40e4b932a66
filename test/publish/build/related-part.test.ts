import { expect, test } from "vitest";
import { buildRelated } from "#publish/build/related-part.ts";
import { article } from "../../pages/sample.ts";

const BRIDGE = "澜水大桥今日通车，两岸居民走过桥面，轮渡将在月底停航。";
const TEA = "高山茶园开采头春茶，茶农说今年的茶叶比去年早了十天。";

const made = (id: string, title: string, body: string, fields = {}) =>
  article({
    id,
    title,
    body,
    format: "text",
    published: `2023-01-${id.padStart(2, "0")}`,
    ...fields,
  });

const ALL = [
  made("1", "澜水大桥开工", BRIDGE, { tags: ["澜水大桥"] }),
  made("2", "头春茶开采", TEA, { tags: ["茶"] }),
  made("3", "图书馆搬家", "图书馆把书架搬进了菜市场，老人孩子都来看书。"),
  made("4", "澜水大桥通车", BRIDGE, { tags: ["澜水大桥"] }),
  made("5", "瀾水大橋一年", "瀾水大橋通車一年，兩岸居民說，輪渡停航以後桥面夜裡很亮。", {
    lang: "zh-Hant",
    tags: ["澜水大桥"],
  }),
  made("6", "茶叶上市", TEA, { section: "english", tags: ["茶"] }),
];

const similarTo = (id: string, articles = ALL): readonly string[] =>
  [...buildRelated(articles)].find(([key]) => key === id)?.[1].similar.map((link) => link.id) ?? [];

test("an article leads to earlier ones about the same, whichever Chinese script they are in", () => {
  expect(similarTo("4")).toEqual(["1"]);
  expect(similarTo("5")).toContain("4");
  expect(similarTo("6")).toEqual(["2"]);
  expect(similarTo("3")).toEqual([]);
});

test("an article that is added at the end changes what no other leads to, but for the way to it", () => {
  const before = buildRelated(ALL.slice(0, 5));
  const after = buildRelated(ALL);
  for (const [id, { similar }] of before) expect(after.get(id)?.similar).toEqual(similar);
});

test("an article that is gone is led to by none", () => {
  const rest = ALL.filter(({ id }) => id !== "4");
  const links = [...buildRelated(rest).values()].flatMap(({ similar, previous, next }) => [
    ...similar,
    previous,
    next,
  ]);
  expect(links.map((link) => link?.id)).not.toContain("4");
});

test("an article's neighbours are those of its own section, in the order of time", () => {
  const related = buildRelated(ALL);
  const around = [...related.values()].map(({ previous, next }) => [previous?.id, next?.id]);
  expect(around).toEqual([
    [undefined, "2"],
    ["1", "3"],
    ["2", "4"],
    ["3", "5"],
    ["4", undefined],
    [undefined, undefined],
  ]);
});

test("a translation of an article, and another with its title, are not about the same", () => {
  const twin = made("7", "澜水大桥通车", BRIDGE, { translations: { en: "1" } });
  expect(similarTo("7", [...ALL, twin])).not.toContain("4");
  expect(similarTo("7", [...ALL, twin])).not.toContain("1");
});
