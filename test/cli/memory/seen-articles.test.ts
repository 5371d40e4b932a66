import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createSeenArticles } from "#cli/memory/seen-articles.ts";
import { type Article, toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";

function article(fields: Readonly<Record<string, unknown>>): Article {
  const made = toArticle(
    { id: "1", title: "T", section: "s", published: "2023-04-14", ...fields },
    { timeZone: "UTC" },
  );
  if (isRejection(made)) throw new TypeError("wrong sample");
  return made;
}

test("pages of one number in two folders are two articles", () => {
  const seen = createSeenArticles();
  const one = seen.enter(article({ aliases: ["/gn/t1.html"], body: "a" }));
  const two = seen.enter(article({ aliases: ["/gj/t1.html"], body: "b" }));
  expect([one.standing, two.standing]).toEqual(["new", "new"]);
  expect(two.id).not.toBe(one.id);
});

test("one address, or one guid, is one article, whatever its text became", () => {
  const seen = createSeenArticles();
  seen.enter(article({ guid: "g", body: "a" }));
  expect(seen.enter(article({ guid: "g", body: "a" })).standing).toBe("again");
  expect(seen.enter(article({ guid: "g", body: "b" })).standing).toBe("again-differently");
});

test("what has neither guid nor address is told apart by its words", () => {
  const seen = createSeenArticles();
  const ids = ["a", "b", "c", "a"].map((body) => seen.enter(article({ body })).id);
  expect(new Set(ids).size).toBe(3);
});

test("two different articles never become one", () => {
  const fields = fc.record({
    id: fc.constantFrom("1", "2"),
    url: fc.constantFrom(undefined, "https://a.example/1", "https://a.example/2"),
    body: fc.constantFrom("a", "b", "c"),
  });
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 20 }), (all) => {
      const seen = createSeenArticles();
      const byId = new Map<string, Set<string>>();
      for (const one of all) {
        const { id } = seen.enter(article(one));
        const key = one.url ?? "";
        byId.set(id, (byId.get(id) ?? new Set()).add(key || `text ${one.body}`));
      }
      for (const names of byId.values())
        expect([...names].filter((name) => name.startsWith("https")).length).toBeLessThan(2);
    }),
  );
});
