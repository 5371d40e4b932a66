import { describe, expect, test } from "vitest";
import { renderOpenSearch } from "#feeds/opensearch.ts";
import type { Site } from "#model/site.ts";
import { everything, readXml, type XmlElement } from "./read-xml.ts";
import { site } from "./sample.ts";

const BASE = "https://dukou.example";

function elementsOf(fields: Partial<Site>, baseUrl = BASE): readonly XmlElement[] {
  return everything(readXml(renderOpenSearch({ ...site(), ...fields }, baseUrl)));
}

function textOf(name: string, fields: Partial<Site>): string {
  const found = elementsOf(fields).filter((element) => element.name === `os:${name}`);
  expect(found).toHaveLength(1);
  return found[0]?.text ?? "";
}

test("the description names the results as page and feeds, the suggestions and itself by absolute URLs that have words to be put in", () => {
  const urls = elementsOf({})
    .filter(({ name }) => name === "os:Url")
    .map(({ attributes }) => attributes);
  expect(urls).toEqual([
    { type: "text/html", template: `${BASE}/search?q={searchTerms}&page={startPage?}` },
    { type: "application/atom+xml", template: `${BASE}/search/atom.xml?q={searchTerms}` },
    { type: "application/rss+xml", template: `${BASE}/search/feed.xml?q={searchTerms}` },
    {
      type: "application/x-suggestions+json",
      template: `${BASE}/api/suggest?format=opensearch&q={searchTerms}`,
    },
    {
      type: "application/opensearchdescription+xml",
      rel: "self",
      template: `${BASE}/opensearch.xml`,
    },
  ]);
});

test("the root is of the specification's namespace, its slash at the end included", () => {
  expect(renderOpenSearch(site(), BASE)).toContain(
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
  );
  expect(elementsOf({})[0]?.name).toBe("os:OpenSearchDescription");
});

describe("what validators refuse is not written", () => {
  test.each([
    ["The Lanchuan Prefecture Daily and Weekly Evening Chronicle of Everything", 16],
    ["渡口报渡口报渡口报渡口报渡口报渡口报渡口报", 16],
    ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 16],
  ])("%s is cut to a short and a long name", (title) => {
    expect(textOf("ShortName", { title }).length).toBeLessThanOrEqual(16);
    expect(textOf("LongName", { title }).length).toBeLessThanOrEqual(48);
    expect(textOf("ShortName", { title })).not.toBe("");
  });

  test("a description of thousands of characters is cut, and one that is not there has the title's words", () => {
    expect(textOf("Description", { description: "字 ".repeat(4_000) }).length).toBeLessThanOrEqual(
      1_024,
    );
    const { description: _, ...bare } = site();
    expect(renderOpenSearch(bare, BASE)).toContain("<Description>渡口报</Description>");
  });

  test.each([
    ["R&D", "R&D"],
    ["AT&amp;T", "AT& amp;T"],
    ["<b>Bold</b> News", "b Bold /b"],
  ])("the name %s holds nothing like markup", (title, expected) => {
    expect(textOf("ShortName", { title }).replace(/\s+/g, " ").trim()).toContain(expected);
    for (const name of ["ShortName", "LongName", "Description"])
      expect(textOf(name, { title, description: title })).not.toMatch(/[<>]|&\w+;/);
  });

  test("the language is a tag or a star, the image absolute and of a known kind", () => {
    expect(textOf("Language", { lang: "und" })).toBe("*");
    expect(textOf("Language", { lang: "zh-Hans" })).toBe("zh-Hans");
    const imageOf = (icon: string): readonly unknown[] =>
      elementsOf({ icon })
        .filter(({ name }) => name === "os:Image")
        .map(({ text, attributes }) => [text, attributes]);
    expect(imageOf("/media/a.png")).toEqual([[`${BASE}/media/a.png`, { type: "image/png" }]]);
    expect(imageOf("https://cdn.example/i.ico")).toEqual([
      ["https://cdn.example/i.ico", { type: "image/x-icon" }],
    ]);
    for (const icon of ["https://cdn.example/icon", "data:image/png;base64,AA"])
      expect(imageOf(icon)).toEqual([[`${BASE}/favicon.ico`, { type: "image/svg+xml" }]]);
  });

  test("there is one example query, its words URL-encoded", () => {
    const examples = elementsOf({}).filter(({ name }) => name === "os:Query");
    expect(examples.map(({ attributes }) => attributes)).toEqual([
      { role: "example", searchTerms: "%E6%96%B0%E9%97%BB" },
    ]);
  });
});
