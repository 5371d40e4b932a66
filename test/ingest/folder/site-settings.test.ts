import { expect, test } from "vitest";
import { readContent } from "#ingest/folder/content-folder.ts";
import { readSiteSettings } from "#ingest/folder/site-settings.ts";

const HEAD =
  'title = "Tide"\nurl = "https://tide.example"\nlang = "en"\nid_authority = "tide.example,2026"\n';

/** The settings of a case: its lines stand from line 5 on. */
function read(lines: readonly string[]) {
  return readSiteSettings(HEAD + lines.join("\n"), "site.toml");
}

test.each<[name: string, lines: readonly string[], line: number, said: RegExp]>([
  ["a faint colour", ["[colours]", "# of the house", 'accent = "#ffcc00"'], 7, /contrast/],
  ["no colour", ["[colours]", 'accent = "red"'], 6, /not a colour/],
  ["a dark one", ["[colours]", 'accent = "#005"', 'accent_dark = "#222"'], 7, /accent_dark/],
  [
    "a second colour that is none",
    ["[colours]", 'accent = "#005"', 'accent_dark = "x"'],
    7,
    /not a colour/,
  ],
  ["colours in one line", ["", 'colours = { accent = "#ffcc00" }'], 6, /contrast/],
  ["colours by a dotted key", ["", 'colours.accent = "red"'], 6, /not a colour/],
  ["colours without an accent", ["", "[colours]", 'accent_dark = "#eee"'], 6, /colours/],
  ["colours in quotation marks", ["", '["colours"]', '"accent" = "red"'], 7, /not a colour/],
  ["colours that are a text", ["", 'colours = "red"'], 6, /not a table/],
  ["a signal", ["[content_signal]", "search = true", 'ai_train = "no"'], 7, /ai_train/],
  ["an unknown signal", ["content_signal = {", " search = true,", " ai = true }"], 7, /"ai"/],
  ["a redirect", ["[redirects]", '"/a" = "/b"', '"/x" = "y"'], 7, /\/x leads to/],
  ["a redirect with stars", ["[redirects]", '"/a/*/*" = "/b"'], 6, /too many/],
  ["a redirect from nowhere", ["[redirects]", '"/a" = "/b"', '"x" = "/y"'], 7, /not a path/],
  [
    "a link of the masthead",
    [
      "[[navigation]]",
      'title = "a"',
      'url = "/a"',
      "",
      "[[navigation]]",
      'title = "b"',
      'url = "javascript:1"',
    ],
    11,
    /navigation\[1\]/,
  ],
  [
    "a link without words",
    ["[[footer]]", 'title = "a"', "[[footer]]", 'url = "/b"'],
    7,
    /footer\[1\].*missing/,
  ],
  [
    "a link in a list of lines",
    ["navigation = [", '  { title = "a" },', '  { title = "b", url = "x:y" },', "]"],
    7,
    /no address/,
  ],
  ["a section of the home page", ["home = [", '  "news",', '  "a b",', "]"], 7, /home\[1\]/],
  ["a path that is gone", ["gone = [", '  "old",', '  "a b",', "]"], 7, /gone/],
  [
    "a player",
    ["players = [", '  "tv.example.org",', '  "https://x.example",', "]"],
    7,
    /not a host/,
  ],
  ["a synonym alone", ["synonyms = [", '  ["a", "b"],', '  ["c"],', "]"], 7, /synonyms/],
  ["an alias that is no text", ["aliases = [", '  "/a",', "  7.5,", "  [],", "]"], 8, /aliases/],
  ["a zone", ["", "", 'time_zone = "Mars"'], 7, /time zone/],
  [
    "a section without a slug",
    ["[[sections]]", 'slug = "a"', "[[sections]]", 'title = "B"'],
    7,
    /slug.*missing/,
  ],
  ["a slug that is none", ["[[sections]]", 'title = "A"', 'slug = "a b"'], 7, /not a slug/],
  ["a section twice", ["[[sections]]", 'slug = "a"', "[[sections]]", 'slug = "a"'], 7, /twice/],
  [
    "a nested section's language",
    [
      "[[sections]]",
      'slug = "a"',
      'lang = "en"',
      "[[sections.sections]]",
      'slug = "in"',
      'lang = "_"',
    ],
    10,
    /a\/in: lang/,
  ],
  [
    "the same slug in two sections",
    [
      "[[sections]]",
      'slug = "a"',
      "[[sections.sections]]",
      'slug = "in"',
      "[[sections]]",
      'slug = "b"',
      "[[sections.sections]]",
      'slug = "in"',
      'lang = "_"',
    ],
    13,
    /b\/in: lang/,
  ],
  [
    "sections in one list",
    ["sections = [", '  { slug = "a" },', '  { slug = "b", lang = "_" },', "]"],
    7,
    /b: lang/,
  ],
  [
    "an old path of a section",
    ["[[sections]]", 'slug = "a"', "was = [", '  "b",', '  "c d",', "]"],
    9,
    /was/,
  ],
  ["not TOML", ["", "a = = 1"], 6, /not TOML/],
  ["a key twice", ["hub = 'https://a.example'", "", "hub = 'https://b.example'"], 7, /not TOML/],
])("%s is told at its own line", (_, lines, line, said) => {
  const { rejections } = read(lines);
  const found = rejections.flatMap(({ place, faults }) =>
    faults.map((fault) => [place.line, `${fault.field ?? ""}: ${fault.what}`] as const),
  );
  expect(found.filter(([, what]) => said.test(what))).toEqual([[line, expect.anything()]]);
  expect(rejections.every(({ faults }) => faults.every((fault) => !("at" in fault)))).toBe(true);
});

test.each<[name: string, lines: readonly string[], line: number, said: RegExp]>([
  [
    "a setting that nobody knows",
    ["[[sections]]", 'slug = "a"', "[colors]", 'accent = "#005"'],
    7,
    /colors/,
  ],
  [
    "one of a section",
    ["[[sections]]", 'slug = "a"', "[[sections]]", 'slug = "b"', 'hub = "x"'],
    9,
    /b: hub/,
  ],
  [
    "a path that is gone and there",
    ["gone = [", '  "x",', '  "a" ]', "[[sections]]", 'slug = "a"'],
    7,
    /still/,
  ],
  [
    "an old name that is one",
    ["[[sections]]", 'slug = "a"', "was = [", '  "b",', "]", "[[sections]]", 'slug = "b"'],
    8,
    /itself/,
  ],
])("a notice of %s is told at its own line", (_, lines, line, said) => {
  const { notices } = read(lines);
  const found = notices.filter(({ faults }) =>
    faults.some((fault) => said.test(`${fault.field}: ${fault.what}`)),
  );
  expect(found.map(({ place }) => place.line)).toEqual([line]);
});

test.each<[name: string, lines: readonly string[], line: number, said: RegExp]>([
  ["the site", ["aliases = [", '  "/a.xml",', '  "/feed.xml",', "]"], 7, /itself answers/],
  [
    "a section",
    ["[[sections]]", 'slug = "a"', "aliases = [", '  "/a.xml",', '  "nothing",', "]"],
    9,
    /not a path/,
  ],
  [
    "two sections",
    [
      "[[sections]]",
      'slug = "a"',
      'aliases = ["/x.xml"]',
      "[[sections]]",
      'slug = "b"',
      "aliases = [",
      '  "/x.xml",',
      "]",
    ],
    11,
    /claimed already/,
  ],
  ["a redirect", ["[redirects]", '"/a" = "/b"', '"/feed.xml" = "/b"'], 7, /itself answers/],
])("an old address of %s is refused at its own line", (_, lines, line, said) => {
  const files = [{ path: "site.toml", bytes: new TextEncoder().encode(HEAD + lines.join("\n")) }];
  const { rejections } = readContent(files, { nameBlob: () => "" });
  const found = rejections.filter(({ faults }) => faults.some(({ what }) => said.test(what)));
  expect(found.map(({ place }) => place)).toEqual([{ file: "site.toml", line }]);
});

test("one wrong item of a list leaves all other settings as they are", () => {
  const { site, rejections } = read(["[[navigation]]", 'title = "a"', 'url = "x:y"']);
  expect([site.title, site.url, rejections.length]).toEqual(["Tide", "https://tide.example", 1]);
  expect(site.navigation).toBeUndefined();
});
