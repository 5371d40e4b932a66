import { beforeAll, describe, expect, test } from "vitest";
import { ask, published } from "../serve/published.ts";
import { article } from "../serve/sample-site.ts";

type Answer = {
  readonly full: number;
  readonly degraded: boolean;
  readonly ignored?: readonly string[];
  readonly hits: readonly { readonly id: string; readonly partial: boolean }[];
};

async function search(q: string): Promise<Answer> {
  const { status, text } = await ask(`/api/search?q=${encodeURIComponent(q)}`);
  expect([q, status]).toEqual([q, 200]);
  // Each test looks at what it needs.
  return JSON.parse(text) as Answer;
}

/** Ids of what matches fully, in order of the alphabet. */
const fullIds = ({ hits }: Answer): readonly string[] =>
  hits.flatMap(({ id, partial }) => (partial ? [] : [id])).toSorted();

const TEXTS: readonly (readonly [id: string, body: string, lang: string, tags: string[]])[] = [
  ["ferry", "At noon the night ferry left the quay. Nobody waved.", "en", ["harbour", "2023"]],
  ["tram", "The last tram of the night; a ferry is slower.", "en", ["rails"]],
  ["play", "To be or not to be, that is what the actor asked.", "en", ["5G"]],
  ["bees", "Two bees, or not two: the keeper counted them.", "en", []],
  ["boat", "最后一班渡船离开码头，船工鸣笛。", "zh-Hans", ["渡口"]],
  ["tramzh", "末班電車離開車站，最後的乘客是一名船工。", "zh-Hant", ["軌道"]],
];

beforeAll(() =>
  published(
    TEXTS.map(([id, body, lang, tags], day) =>
      article({
        id,
        title: `N${id}`,
        lang,
        tags,
        body: `<p>${body}</p>`,
        published: `202${day}-04-14`,
      }),
    ),
  ),
);

describe("operators are followed", () => {
  test.each([
    ["ferry OR actor", ["ferry", "play", "tram"]],
    ["ferry NOT tram", ["ferry"]],
    ["ferry AND night", ["ferry", "tram"]],
    ["ferry AND NOT tram", ["ferry"]],
    ["ferry -quay", ["tram"]],
    ["ferry -tag:rails", ["ferry"]],
    ["ferry NOT tag:rails", ["ferry"]],
    ["ferry -tag:2023", ["tram"]],
    ["actor -tag:5G", []],
    ["actor tag:5g", ["play"]],
    ["night -on:2020", ["tram"]],
    ["night on:2020-04", ["ferry"]],
    ["night on:2021", ["tram"]],
    ["night before:2020", ["ferry"]],
    ["night after:2021-04-14", ["tram"]],
    ["night -after:2021", ["ferry"]],
    ["船工 -渡船", ["tramzh"]],
    ["船工 NOT 電車", ["boat"]],
    ["渡船 OR 电车", ["boat", "tramzh"]],
    ["船工 -tag:渡口", ["tramzh"]],
    ["船工 -lang:zh-Hant", ["boat"]],
    ["船工 lang:zh", ["boat", "tramzh"]],
    ["船工 -on:2024", ["tramzh"]],
    ["title:Nboat", ["boat"]],
    ["船工 -title:Nboat", ["tramzh"]],
    // What is no operator by its form is a word.
    ["ferry or night", ["ferry", "tram"]],
    ["not two bees", ["bees"]],
    ["OR", []],
    ["- ferry", ["ferry", "tram"]],
    ["ferry !", ["ferry", "tram"]],
  ])("%s: %s, and nothing is left aside", async (q, ids) => {
    const found = await search(q);
    expect(fullIds(found)).toEqual(ids);
    expect(found.ignored ?? []).toEqual([]);
  });

  test.each([
    ["ferry OR tag:rails", "OR"],
    ["tag:rails OR tag:harbour", "OR"],
    ["tag:rails OR ferry", "OR"],
    ["section:nowhere ferry", "section:nowhere"],
    ["-section:nowhere ferry", "-section:nowhere"],
    ["船工 section:没有", "section:没有"],
    ["ferry after:yesterday", "after:yesterday"],
    ["ferry before:2023-13", "before:2023-13"],
    ["ferry on:20", "on:20"],
    ["ferry -on:soon", "-on:soon"],
    ["船工 after:昨天", "after:昨天"],
    ["ferry lang:e", "lang:e"],
  ])("%s names %s", async (q, ignored) => {
    expect((await search(q)).ignored).toEqual([ignored]);
  });
});

describe("phrases", () => {
  test.each([
    ['"night ferry"', ["ferry"]],
    ['"the night ferry left"', ["ferry"]],
    ['"NIGHT FERRY"', ["ferry"]],
    ["＂night ferry＂", ["ferry"]],
    ['quay "night ferry"', ["ferry"]],
    ['"to be or not to be"', ["play"]],
    ['"or not"', ["bees", "play"]],
    ['"that is what the"', ["play"]],
    ['who asked "to be or not to be" as an actor', ["play"]],
    ['"最后一班"', ["boat"]],
    ['"最後一班渡船"', ["boat"]],
    ['"末班电车"', ["tramzh"]],
    ['船工 "离开码头"', ["boat"]],
    ['"渡船"', ["boat"]],
    ['"船工鸣笛" 渡船', ["boat"]],
  ])("%s: %s", async (q, ids) => {
    const found = await search(q);
    expect(fullIds(found)).toEqual(ids);
    expect(found).toMatchObject({ degraded: false });
    expect(found.ignored ?? []).toEqual([]);
  });

  test.each([
    ['"ferry night"', '"ferry night"'],
    ['"be to or not"', '"be to or not"'],
    ['when did "the ferry night" leave the quay at noon', '"the ferry night"'],
    ['"一班最后"', '"一班最后"'],
    ['渡船 "鸣笛离开"', '"鸣笛离开"'],
    ['"last ferry" night', '"last ferry"'],
    ['"quay left" ferry', '"quay left"'],
    ['电车 "车站末班"', '"车站末班"'],
  ])(
    "%s: no article has it, and its words are found in part, and %s is named",
    async (q, named) => {
      const found = await search(q);
      expect(fullIds(found)).toEqual([]);
      expect(found.ignored ?? []).toEqual(found.hits.length > 0 ? [named] : []);
    },
  );

  test.each([
    ["“night ferry”", ["ferry", "tram"]],
    ["'night ferry'", ["ferry", "tram"]],
    ['"night ferry', ["ferry", "tram"]],
    ['night ferry"', ["ferry", "tram"]],
    ["‘渡船’ 船工", ["boat"]],
    ["「電車」", ["tramzh"]],
    ['ferry ""', ["ferry", "tram"]],
  ])("%s is no phrase, and finds %s", async (q, ids) => {
    expect(fullIds(await search(q))).toEqual(ids);
  });
});
