import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { toQuery } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import { searchBuilt } from "./oracle.ts";

/** Titles with their texts; each is an article of its own. */
const TEXTS: readonly (readonly [title: string, text: string])[] = [
  ["Iron works", "The iron works of the valley were closed."],
  ["Wages rise", "The wages of ferrymen rose, and every wage was paid."],
  ["Aid for farmers", "Aid came to the farmers, who aided others."],
  ["Use of water", "How users use water, and what is used."],
  ["A new pier", "A newer pier was built."],
  ["Evening news", "The news of the day."],
  ["Mail and main roads", "The mail comes by the main road."],
  ["Policy of the harbour", "A policy, and policies."],
  ["Installation finished", "The installation of pumps is finished. An installed pump."],
  ["Receive a letter", "Those who receive letters, and one who received none."],
  ["The organization of lanterns", "An organization hung a lantern."],
  ["Employment grows", "Employment and performance; the government operates."],
  ["Rustup 1.22.0 is out", "Release 1.22.0 of rustup."],
  ["Trains of the railway", "A railway and its trains."],
  ["New York by night", "New York never sleeps."],
  ["NATO meets", "NATO met. The US came."],
  ["Hearing", "Hearing aids, and aids, and aids."],
  ["A cure", "A cure for AIDS at last."],
  ["Floods", "Floods in Kansas and Laos."],
  ["한국 소식", "한국의 새로운 소식"],
  ["鹿坪黑陶", "鹿坪县的黑陶匠人。"],
  ["网络安全", "网络与安全。"],
];

const documents = TEXTS.map(
  ([title, text], index) =>
    // What is put together here is an id, a section and an instant by its form.
    ({
      id: title,
      title,
      text,
      section: "s",
      also: [],
      tags: [],
      authors: [],
      lang: /[\u4e00-\u9fff]/.test(title) ? "zh-Hans" : "en",
      published: `2023-04-${String(index + 1).padStart(2, "0")}T00:00:00Z`,
    }) as unknown as SearchDocument,
);
const built = buildIndex(documents);
const synonyms = [
  ["railway", "tramway"],
  ["New York", "NYC"],
  ["网络", "網際"],
];

function search(q: string): SearchResult & { readonly first: string | undefined } {
  const query = toQuery({ q }, { site: { synonyms, timeZone: "UTC" } });
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  const found = searchBuilt(built, query.lookup);
  return { ...found, first: found.docs[0] && documents[found.docs[0].doc]!.title };
}

describe("a word that was not typed is no match", () => {
  test.each([
    ["Iran ", 0, undefined],
    ["texas ", 0, undefined],
    ["court ", 0, undefined],
    ["drought ", 0, undefined],
    ["most ", 0, undefined],
    ["loan ", 0, undefined],
    ["wafes ", 0, "wages"],
    ["wales ", 0, "wages"],
    ["wgaes ", 0, "wages"],
    ["wagess ", 0, "wages"],
    ["lantrn ", 0, "lantern"],
    ["lanterm ", 0, "lantern"],
    ["instlalation", 0, "installation"],
    ["goverment ", 0, "government"],
    ["governmant ", 0, "government"],
    ["fermers ", 0, "farmers"],
    ["policcy ", 0, "policy"],
    ["harbuor ", 0, "harbour"],
    ["ferrymne ", 0, "ferrymen"],
    ["raliway ", 0, "railway"],
    ["evneing ", 0, "evening"],
    ["letterr ", 0, "letter"],
    ["reciever ", 0, undefined],
    ["organisatoin ", 0, undefined],
    ["goverments ", 0, undefined],
    ["antern ", 0, undefined],
    ["LANTREN ", 0, undefined],
    ["rion ", 0, undefined],
    ["policemen ", 0, undefined],
    ["telephone ", 0, undefined],
    ["roads2 ", 0, undefined],
    ["12345 ", 0, undefined],
    ["theirs ", 0, undefined],
    ["harbor ", 1, undefined],
    ["ferryman ", 1, undefined],
    ["recieve ", 0, "receive"],
    ["recieve", 0, "receive"],
    ["organizaton", 0, "organization"],
    ["lantren ", 0, "lantern"],
    ["xantern ", 0, undefined],
    ["WAFES ", 0, undefined],
    ["irom ", 0, undefined],
    ["iron ", 1, undefined],
    ["lantern ", 1, undefined],
  ])("%s has %d full matches, and stands for %s", (q, full, to) => {
    const found = search(q);
    expect([found.full, found.corrections[0]?.to]).toEqual([full, to]);
    expect(found.total > 0).toBe(full > 0 || to !== undefined);
    if (to !== undefined) expect(found.docs.every(({ partial }) => partial)).toBe(true);
  });
});

describe("what has no terms finds nothing", () => {
  test.each(["%", "-", '""', "???", "\ufffd\ufffd", "( )", "。", "——", "🎊"])("%s", (q) => {
    expect(search(q).total).toBe(0);
  });

  test.each(["", " ", "　", "\t"])("and %j lists everything", (q) => {
    expect(search(q).total).toBe(documents.length);
  });
});

describe("an unfinished word begins what is found", () => {
  test.each([
    ["installatio", "Installation finished"],
    ["performan", "Employment grows"],
    ["employ", "Employment grows"],
    ["operat", "Employment grows"],
    ["governmen", "Employment grows"],
    ["in", "Installation finished"],
    ["instal", "Installation finished"],
    ["installati", "Installation finished"],
    ["perform", "Employment grows"],
    ["employme", "Employment grows"],
    ["operate", "Employment grows"],
    ["gover", "Employment grows"],
    ["rec", "Receive a letter"],
    ["receiv", "Receive a letter"],
    ["rai", "Trains of the railway"],
    ["trai", "Trains of the railway"],
    ["wag*", "Wages rise"],
    ["New York by ni", "New York by night"],
    ["rustup 1.22.", "Rustup 1.22.0 is out"],
    ["Rustup 1", "Rustup 1.22.0 is out"],
    ["1", "Rustup 1.22.0 is out"],
    ["nat", "NATO meets"],
    ["鹿", "鹿坪黑陶"],
    ["网络 安", "网络安全"],
    ["한", "한국 소식"],
    ["한국", "한국 소식"],
    ["pum*", "Installation finished"],
    ["Rustup 1.2", "Rustup 1.22.0 is out"],
    ["lan", "The organization of lanterns"],
    ["鹿坪黑", "鹿坪黑陶"],
  ])("%s finds %s", (q, title) => {
    expect(search(q).first).toBe(title);
  });

  test.each(["may", "police", "1", "3", "7", "policeman", "roadster"])(
    "%s finds nothing that does not begin so",
    (q) => {
      const titles = search(q).docs.map(({ doc }) => documents[doc]!.title);
      expect(titles).not.toContain("Mail and main roads");
      expect(titles).not.toContain("한국 소식");
    },
  );

  test.each(["3", "7", "22", "tea", "wagon", "aidi", "mailman", "한글", "鹿角", "pumx*", "may"])(
    "nothing begins with %s",
    (q) => {
      expect(search(q).total).toBe(0);
    },
  );

  test("every prefix of two letters of every word of every title finds its article", () => {
    const lost = TEXTS.flatMap(([title]) =>
      (title.match(/[\p{L}\p{N}.]+/gu) ?? []).flatMap((word) =>
        Array.from(word, (_, index) => word.slice(0, index + 1))
          .filter((prefix) => prefix.length >= 2)
          .filter((prefix) => search(prefix).total === 0),
      ),
    );
    expect(lost).toEqual([]);
  });
});

describe("the points of an abbreviation end it", () => {
  test.each(["U.S.", "u.s.", "U.S", "u.s", "Hear u.s."])("%s is not the beginning of used", (q) => {
    const titles = search(q).docs.map(({ doc }) => documents[doc]!.title);
    expect(titles).not.toContain("Use of water");
  });

  test.each([
    ["us", "Use of water"],
    ["u", undefined],
    ["Rustup 1.2", "Rustup 1.22.0 is out"],
    ["U.S.", "NATO meets"],
    ["u.s.", "NATO meets"],
  ])("%s finds first: %s", (q, title) => {
    expect(search(q).first).toBe(title);
  });
});

describe("the form that was typed comes first", () => {
  test.each([
    ["news ", "Evening news"],
    ["US ", "NATO meets"],
    ["U.S. ", "NATO meets"],
    ["NATO ", "NATO meets"],
    ["evening news", "Evening news"],
    ["a new pier", "A new pier"],
    ["the organization of lanterns", "The organization of lanterns"],
  ])("%s: %s", (q, title) => {
    expect(search(q).first).toBe(title);
  });

  test.each([
    ["AIDS ", ["A cure", "Hearing"]],
    ["AIDS", ["A cure", "Hearing"]],
    ["KANSAS ", ["Floods"]],
    ["LAOS", ["Floods"]],
  ])("%s: the acronym, then the word in just that form: %s", (q, titles) => {
    expect(search(q).docs.map(({ doc }) => documents[doc]!.title)).toEqual(titles);
  });

  test("an acronym is no form of a word", () => {
    expect(search("USE ").docs.map(({ doc }) => documents[doc]!.title)).toEqual(["Use of water"]);
    expect(search("US ").docs.map(({ doc }) => documents[doc]!.title)).toEqual(["NATO meets"]);
  });
});

describe("synonyms", () => {
  test.each([
    ["tramways ", "Trains of the railway"],
    ["tramway ", "Trains of the railway"],
    ["NYC ", "New York by night"],
    ["網際", "网络安全"],
  ])("%s finds %s", (q, title) => {
    expect(search(q).first).toBe(title);
  });
});
