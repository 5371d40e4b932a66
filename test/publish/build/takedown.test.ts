import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { createBlobSet } from "#publish/build/blob-set.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import {
  markOfTitle,
  takedownPart,
  takedownsWith,
  takenWordsIn,
  withoutHidden,
  withoutRevived,
} from "#publish/build/takedown.ts";
import type { ArticleId } from "#model/name.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import {
  NO_TAKEDOWNS,
  purgeMark,
  type Takedowns,
  withdrawalMark,
} from "#store/history/takedown.ts";
import { article } from "../../pages/sample.ts";

// Made up here by its form.
const named = (id: string): ArticleId => id as ArticleId;
const mark = (id: string): string => withdrawalMark(named(id));
const taken = (id: string, title: string) => article({ id, title, status: "withdrawn" });
const seen = (id: string, title: string) => ({ id, title }) as LedgerEntry;

async function down(
  withdrawn: Readonly<Record<string, readonly string[]>>,
  purged: Readonly<Record<string, readonly string[]>> = {},
): Promise<Takedowns> {
  const rows = Object.entries(purged).map(async ([id, titles]) => ({
    id: await purgeMark(id),
    titles: titles.map(markOfTitle),
  }));
  return {
    withdrawn: new Map(
      Object.entries(withdrawn).map(([id, titles]) => [mark(id), titles.map(markOfTitle)]),
    ),
    purged: await Promise.all(rows),
  };
}

describe("what is taken down once articles are published", () => {
  test.each<[string, Record<string, string[]>, Article[], LedgerEntry[], Record<string, string[]>]>(
    [
      ["nothing of what is published", {}, [article({ id: "1" })], [], {}],
      ["a withdrawn one, by its title", {}, [taken("1", "渡船")], [], { 1: ["渡船"] }],
      [
        "by the title that it was seen under, too",
        {},
        [taken("1", "渡船停航")],
        [seen("1", "渡船"), seen("2", "大桥")],
        { 1: ["渡船停航", "渡船"] },
      ],
      [
        "by each title once, in whichever script",
        { 1: ["渡船"] },
        [taken("1", "渡船")],
        [seen("1", "渡船")],
        { 1: ["渡船"] },
      ],
      [
        "those of before too",
        { 1: ["渡船"], 2: ["Bridge"] },
        [taken("1", "大桥")],
        [],
        { 1: ["渡船", "大桥"], 2: ["Bridge"] },
      ],
      ["not what is published again", { 1: ["渡船"] }, [article({ id: "1" })], [], {}],
      [
        "what is a draft stays as it was",
        { 1: ["渡船"] },
        [article({ id: "1", status: "draft" })],
        [],
        { 1: ["渡船"] },
      ],
    ],
  )("%s", async (_, before, ...row) => {
    const [articles, entries, after] = row;
    const wanted = await down(after);
    expect(takedownsWith(await down(before), articles, entries)).toEqual(wanted);
  });
});

test.each<[string, string[], string[], string[]]>([
  ["none", [], ["1", "2"], ["3"]],
  ["one that was withdrawn", ["1"], ["2"], ["3"]],
  ["one that was purged", ["3"], ["1", "2"], []],
  ["several", ["1", "2", "3"], [], []],
  ["one that was not taken down", ["4"], ["1", "2"], ["3"]],
])("of what was taken down these may be seen again: %s", async (_, revived, withdrawn, purged) => {
  const before = await down({ 1: ["a"], 2: ["b"] }, { 3: ["c"] });
  const after = await withoutRevived(before, revived.map(named));
  expect([...after.withdrawn.keys()]).toEqual(withdrawn.map(mark));
  expect(after.purged.map(({ id }) => id)).toEqual(await Promise.all(purged.map(purgeMark)));
});

test("a release says nothing of takedowns where there are none", async () => {
  const set = createBlobSet();
  expect(await takedownPart(NO_TAKEDOWNS, set)).toEqual({});
  for (const some of [await down({ 1: ["a"] }), await down({}, { 1: ["a"] })]) {
    const { takedowns } = await takedownPart(some, set);
    expect(takedowns).toBeTypeOf("string");
  }
});

describe("words that betray what was taken down", () => {
  test.each<[string, Takedowns | Promise<Takedowns>, string[], string[]]>([
    ["nothing was", NO_TAKEDOWNS, [], []],
    ["one was withdrawn", down({ 7: ["渡船"] }), ["7"], ["渡船"]],
    ["one was purged", down({}, { 8: ["Old bridge"] }), ["8"], ["Old bridge"]],
    ["both", down({ 7: ["渡船"] }, { 8: ["Old bridge"] }), ["7", "8"], ["渡船", "Old bridge"]],
    ["a title that readers see still", down({ 7: ["大桥"], 8: [] }), ["7", "8"], []],
  ])("%s", async (_, takedowns, takenIds, takenTitles) => {
    const articles = [
      article({ id: "1", title: "大桥", previous: { id: "7", title: "渡船" } }),
      article({ id: "2", title: "Ferry", next: { id: "8", title: "Old bridge" } }),
      article({ id: "3", title: "三", translations: { en: "9" } }),
    ];
    const { isTakenId, isTakenTitle } = await takenWordsIn(articles, await takedowns);
    const ids = ["1", "7", "8", "9"];
    expect(ids.filter((id) => isTakenId(named(id)))).toEqual(takenIds);
    const titles = ["大桥", "渡船", "Old bridge", "Ferry", "三"];
    expect(titles.filter(isTakenTitle)).toEqual(takenTitles);
  });

  test("titles are known in either script", async () => {
    const { isTakenTitle } = await takenWordsIn([], await down({ 7: ["图书馆"] }));
    expect(["图书馆", "圖書館", "图书"].map(isTakenTitle)).toEqual([true, true, false]);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["neighbours that are seen stay", { previous: { id: "2", title: "B" } }, { previous: "2" }],
    ["a hidden neighbour before goes", { previous: { id: "7", title: "B" } }, {}],
    ["a hidden neighbour behind goes", { next: { id: "7", title: "B" } }, {}],
    ["a neighbour with a taken title goes", { next: { title: "渡船" } }, {}],
    [
      "one goes, and the other stays",
      { previous: { id: "2", title: "B" }, next: { id: "7", title: "C" } },
      { previous: "2" },
    ],
    [
      "a hidden translation goes, and the other stays",
      { translations: { en: "7", "zh-Hant": "2" } },
      { translations: { "zh-Hant": "2" } },
    ],
  ])("%s", async (_, fields, left) => {
    const ready = await readyArticle(article({ id: "1", ...fields }));
    const [silent] = await withoutHidden([ready], {
      isHidden: (id) => id === "7",
      isTakenTitle: (title) => title === "渡船",
    });
    const { previous, next, translations } = silent!.article;
    expect({
      ...(previous && { previous: previous.id }),
      ...(next && { next: next.id }),
      ...(Object.keys(translations).length > 0 && { translations }),
    }).toEqual(left);
    const { previous: _before, next: _after, translations: _others, ...rest } = silent!.article;
    expect(ready.article).toMatchObject(rest);
  });

  test("an article that says nothing of hidden ones stays the same", async () => {
    const ready = await readyArticle(article({ id: "1", previous: { id: "2", title: "B" } }));
    const hidden = { isHidden: () => false, isTakenTitle: () => false };
    expect((await withoutHidden([ready], hidden))[0]).toBe(ready);
  });
});
