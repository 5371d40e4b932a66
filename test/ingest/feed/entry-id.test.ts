import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createEntryIds, type EntryNames } from "#ingest/feed/entry-id.ts";

const entry = (names: Partial<EntryNames>): EntryNames => ({
  address: names.own ?? "",
  guid: "",
  own: "",
  text: "",
  ...names,
});

test("one guid with two links is two articles; the guid stays with the first", () => {
  const ids = createEntryIds();
  const first = ids.identify(entry({ guid: "g", own: "https://a.example/1" }));
  const second = ids.identify(entry({ guid: "g", own: "https://a.example/2" }));
  expect(first).toEqual({ id: "1", guid: "g", notices: [] });
  expect(second).toMatchObject({ id: "2", notices: [{ field: "guid" }] });
  expect(second.guid).toBeUndefined();
});

test("one guid with one link is one article, and so is what has only a guid", () => {
  const ids = createEntryIds();
  const [a, b, c] = ["https://a.example/1", "https://a.example/1", ""].map((own) =>
    ids.identify(entry({ guid: "g", own })),
  );
  expect([b?.id, c?.id]).toEqual([a?.id, a?.id]);
});

test("without a guid, one link with two texts is two articles", () => {
  const ids = createEntryIds();
  const own = "https://a.example/";
  const given = ["x", "y", "z", "x"].map((text) => ids.identify(entry({ own, text })).id);
  expect(new Set(given).size).toBe(3);
  expect(given[3]).toBe(given[0]);
});

test("two different articles never become one, and one never becomes two", () => {
  const word = fc.constantFrom("", "a", "b", "c");
  const link = fc.constantFrom("https://a.example/1", "https://a.example/2", "https://b.example/1");
  const names = fc.record({ guid: word, own: link, text: word });
  fc.assert(
    fc.property(fc.array(names, { maxLength: 30 }), (all) => {
      const ids = createEntryIds();
      const byId = new Map<string, string>();
      for (const one of all) {
        const { id } = ids.identify(entry(one));
        const key = JSON.stringify(one.guid ? [one.guid, one.own] : ["", one.own, one.text]);
        expect(byId.get(id) ?? key).toBe(key);
        byId.set(id, key);
      }
      expect(byId.size).toBe(new Set(byId.values()).size);
    }),
  );
});
