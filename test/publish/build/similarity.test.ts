import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { createSimilarity, termCounts, type TermCounts } from "#publish/build/similarity.ts";
import { article } from "../../pages/sample.ts";
import { seededRandom } from "../../store/made-articles.ts";

type Counted = { readonly article: Article; readonly counts: TermCounts };

/** Terms as what is counted of an article has them: each by the halves of a hash, and how often. */
function countsOf(terms: readonly (readonly [first: number, second: number, count: number])[]) {
  return {
    terms: Uint32Array.from(terms.flatMap(([first, second]) => [first, second])),
    counts: Uint32Array.from(terms, ([, , count]) => count),
  };
}

const found = (all: readonly Counted[]): readonly (readonly string[])[] => {
  const similarity = createSimilarity();
  return all.map((one) => similarity.add(one.article, one.counts).map(({ id }) => id));
};

/** The same by the definition: tf-idf of the 32 most telling terms, compared with all that came
 *  before. Slow, and plainly right. */
function byDefinition(all: readonly Counted[]): readonly (readonly string[])[] {
  const articles = new Map<string, number>();
  const known: { readonly article: Article; readonly weights: ReadonlyMap<string, number> }[] = [];
  return all.map(({ article: one, counts: { terms, counts } }) => {
    const weighed = [...counts].map((count, at) => {
      const [first, second] = [terms[2 * at]!, terms[2 * at + 1]!];
      const key = `${first} ${second}`;
      articles.set(key, (articles.get(key) ?? 0) + 1);
      const rarity = Math.log(1 + (known.length + 1) / articles.get(key)!);
      return { key, first, second, weight: (1 + Math.log(count)) * rarity };
    });
    const best = weighed
      .toSorted((a, b) => b.weight - a.weight || a.first - b.first || a.second - b.second)
      .slice(0, 32);
    const length = Math.hypot(...best.map(({ weight }) => weight));
    const weights = new Map(best.map(({ key, weight }) => [key, weight / length]));
    const near = known.flatMap(({ article: other, weights: others }, at) => {
      const score = [...weights].reduce((sum, [key, w]) => sum + w * (others.get(key) ?? 0), 0);
      const nearness =
        score * (other.section === one.section ? 1.15 : 1) * (other.lang === one.lang ? 1 : 0.8);
      const isOther =
        other.lang?.split("-")[0] === one.lang?.split("-")[0] &&
        other.title !== one.title &&
        !Object.values(one.translations).includes(other.id);
      return isOther && nearness >= 0.06 ? [{ id: other.id, at, nearness }] : [];
    });
    known.push({ article: one, weights });
    return near
      .toSorted((a, b) => b.nearness - a.nearness || b.at - a.at)
      .slice(0, 3)
      .map(({ id }) => id);
  });
}

test.each([1, 2, 3])("the nearest are those of the definition, of any articles (%i)", (seed) => {
  const random = seededRandom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const vocabulary = Array.from({ length: 220 }, () => [below(40), below(2 ** 32)] as const);
  const all = Array.from({ length: 90 }, (_, n): Counted => {
    const terms = new Set(Array.from({ length: 5 + below(60) }, () => below(below(220) + 1)));
    return {
      article: article({
        id: `${n}`,
        title: `题${below(60)}`,
        section: ["news", "overseas"][below(2)],
        lang: ["zh-Hans", "zh-Hant", "en"][below(3)],
        translations: n > 0 && below(4) === 0 ? { en: `${below(n)}` } : {},
      }),
      counts: countsOf([...terms].map((term) => [...vocabulary[term]!, 1 + below(9)] as const)),
    };
  });
  const wanted = byDefinition(all);
  expect(wanted.flat().length).toBeGreaterThan(90);
  expect(found(all)).toEqual(wanted);
});

describe("of two articles about the same", () => {
  const SHARED = countsOf([
    [1, 1, 1],
    [2, 2, 1],
  ]);
  const two = (fields: Record<string, unknown>, later: Record<string, unknown> = {}) =>
    found([
      { article: article({ id: "1", title: "一", ...fields }), counts: SHARED },
      { article: article({ id: "2", title: "二", ...later }), counts: SHARED },
    ])[1];

  test.each<[string, Record<string, unknown>, Record<string, unknown>, boolean]>([
    ["the later leads to the earlier", {}, {}, true],
    ["in another section", { section: "english" }, {}, true],
    ["in the other script", { lang: "zh-Hant" }, {}, true],
    ["not in another language", { lang: "en" }, {}, false],
    ["not to one of the same title", { title: "二" }, {}, false],
    ["not to its translation", {}, { translations: { en: "1" } }, false],
    ["to what is no translation", {}, { translations: { en: "9" } }, true],
  ])("%s", (_, fields, later, leads) => {
    expect(two(fields, later)).toEqual(leads ? ["1"] : []);
  });

  test("of those as near the latest come first, and three at most", () => {
    const all = ["1", "2", "3", "4", "5"].map((id) => ({
      article: article({ id, title: `题${id}` }),
      counts: SHARED,
    }));
    expect(found(all)).toEqual([[], ["1"], ["2", "1"], ["3", "2", "1"], ["4", "3", "2"]]);
  });

  test("what more than 400 articles share tells nothing any more", () => {
    const all = Array.from({ length: 404 }, (_, n) => ({
      article: article({ id: `${n}`, title: `题${n}` }),
      counts: countsOf([[1, 1, 1]]),
    }));
    const numbers = found(all).map((ids) => ids.length);
    expect(numbers.slice(0, 4)).toEqual([0, 1, 2, 3]);
    // The four hundredth and the one behind it still have what 400 share.
    expect(numbers.slice(399)).toEqual([3, 3, 0, 0, 0]);
  });
});

describe("what is counted of an article", () => {
  const weights = (fields: Record<string, unknown>): readonly number[] =>
    [...termCounts(article({ title: "42", body: "42", format: "text", ...fields })).counts].sort(
      (a, b) => a - b,
    );

  test.each<[string, Record<string, unknown>, readonly number[]]>([
    ["numbers tell nothing", {}, []],
    ["nor do single characters", { title: "渡", body: "a" }, []],
    ["of two units either", { title: "𠮷", body: "橋" }, []],
    ["a term of the text counts one", { body: "大桥" }, [1]],
    ["of a title four", { title: "大桥" }, [4]],
    ["of both five", { title: "大桥", body: "大桥" }, [5]],
    ["in either script", { title: "大桥", body: "大橋", lang: "zh-Hant" }, [5]],
    ["each time", { body: "大桥。大桥。" }, [2]],
    ["a tag six", { tags: ["大桥"] }, [6]],
    ["each tag once, however it is written", { tags: ["Tide", "tide", "ＴＩＤＥ"] }, [6]],
    ["a tag is no word", { title: "大桥", tags: ["大桥"] }, [4, 6]],
    ["even of one character, or of a number", { tags: ["渡", "2026"] }, [6, 6]],
    ["no more of a text than its beginning", { body: `${"42 ".repeat(400)}大桥` }, []],
    ["up to there", { body: `${"42 ".repeat(399)}大桥` }, [1]],
  ])("%s", (_, fields, counts) => {
    expect(weights(fields)).toEqual(counts);
  });

  test("each term has two numbers, the same wherever it stands", () => {
    const [a, b] = [{ title: "大桥" }, { body: "大橋", lang: "zh-Hant" }].map((fields) =>
      termCounts(article({ title: "42", body: "42", format: "text", ...fields })),
    );
    expect(a!.terms.length).toBe(2);
    expect(a!.terms).toEqual(b!.terms);
    expect(a!.terms[0]).not.toBe(a!.terms[1]);
    const { terms } = termCounts(article({ title: "大桥通车", body: "渡船停航", format: "text" }));
    expect(new Set(terms).size, "numbers of all terms differ").toBe(terms.length);
    expect(terms.length).toBeGreaterThan(8);
  });
});
