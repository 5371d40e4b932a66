import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "#model/card.ts";
import { isRejection } from "#model/rejection.ts";
import { toHit } from "#search/hits/hits.ts";
import { toQuery } from "#search/query/query.ts";
import { firstColumns } from "#search/hits/snippet.ts";

describe("the first columns of a text", () => {
  test.each([
    ["short", 10, "short"],
    ["One two three four", 12, "One two…"],
    ["Rain fell. Then the river rose", 13, "Rain fell.…"],
    ["雨下了一夜。河水上涨", 14, "雨下了一夜。…"],
    ["雨下了一夜河水上涨", 8, "雨下了一…"],
    ["", 5, ""],
    ["河水。\u0301涨", 8, "河水。\u0301…"],
    ["\u0301\u0301,👩‍👩‍👧", 9, "\u0301\u0301,…"],
  ])("of %j are cut at a border within %i: %j", (text, max, expected) => {
    expect(firstColumns(text, max)).toBe(expected);
  });

  test("are never cut inside a character, and are no more than was asked for", () => {
    const unit = fc.constantFrom(..."河水 ab。, e\u0301".split(""), "👩‍👩‍👧", "葛\u{e0100}", "한");
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 80 }),
        fc.integer({ min: 8, max: 60 }),
        (text, max) => {
          const cut = firstColumns(text, max);
          const body = cut.endsWith("…") ? cut.slice(0, -1) : cut;
          expect(text.startsWith(body)).toBe(true);
          const borders = [...new Intl.Segmenter().segment(text)].map(({ index }) => index);
          // White space at the end is left out.
          expect([...borders, text.length]).toContain(
            body === text ? text.length : text.indexOf(body) + body.length,
          );
          expect(body.length).toBeLessThanOrEqual(Math.max(max, 8));
        },
      ),
    );
  });
});

test("a snippet that reaches the end of a text cut short ends in an ellipsis that stands apart", () => {
  const query = toQuery({ q: "river" }, { site: { synonyms: [], timeZone: "UTC" } });
  if (isRejection(query)) throw new Error("river");
  const context = { site: { sections: [] }, baseUrl: "https://news.example.org" };
  const found = { score: 1, partial: false };
  const snippetOf = (text: string): readonly string[] => {
    // What a hit shows of a card hangs on its texts alone.
    const card = {
      title: "",
      text,
      summary: "",
      lang: "en",
      authors: [],
      tags: [],
    } as unknown as Card;
    return toHit(
      { ...card, section: "s" as Card["section"] },
      found,
      query,
      context,
    ).highlights.snippet.map((segment) => segment.text);
  };
  expect(snippetOf("Along the river we…")).toEqual(["Along the ", "river", " we", "…"]);
  expect(snippetOf("Along the river.…")).toEqual(["Along the ", "river", "."]);
  expect(snippetOf("Along the river.")).toEqual(["Along the ", "river", "."]);
  expect(snippetOf("The house by the river…")).toEqual(["The house by the ", "river", "…"]);
});
