import { expect, test } from "vitest";
import { type Colour, contrastOf, toColour } from "#model/colour.ts";
import { isRejection } from "#model/rejection.ts";
import { toSite } from "#model/site.ts";

const faultsOf = (settings: Readonly<Record<string, unknown>>): readonly string[] => {
  const site = toSite(settings);
  return isRejection(site) ? site.faults.map(({ field, what }) => `${field}: ${what}`) : [];
};

test("a site's look is what its publisher says: logo, colours, home page, navigation, foot", () => {
  expect(
    toSite({
      logo: "media/logo.png",
      colours: { accent: "#05a", accent_dark: "#8EC5FF" },
      home: ["news/politics", "english"],
      navigation: [{ title: "首页", url: "/" }],
      footer: [
        { title: "澜ICP备2026000001号", url: "https://beian.example/" },
        "澜川新闻网 版权所有",
      ],
    }),
  ).toMatchObject({
    logo: "media/logo.png",
    accent: { light: "0055aa", dark: "8ec5ff" },
    home: ["news/politics", "english"],
    navigation: [{ title: "首页", url: "/" }],
    footer: [
      { title: "澜ICP备2026000001号", url: "https://beian.example/" },
      { title: "澜川新闻网 版权所有" },
    ],
  });
});

test.each<[name: string, settings: Readonly<Record<string, unknown>>, fault: RegExp]>([
  [
    "an accent too faint to read",
    { colours: { accent: "#ffcc00" } },
    /colours: accent has a contrast of 1\.\d/,
  ],
  [
    "a dark accent too faint",
    { colours: { accent: "#005", accent_dark: "#222" } },
    /accent_dark has/,
  ],
  ["a colour by name", { colours: { accent: "red" } }, /is not a colour/],
  ["colours that are a text", { colours: "#005" }, /is not a table/],
  [
    "a script in the foot",
    { footer: [{ title: "x", url: "javascript:alert(1)" }] },
    /footer\[0\]: is no address/,
  ],
  [
    "another site's path",
    { navigation: [{ title: "x", url: "//evil.example" }] },
    /navigation\[0\]/,
  ],
  ["a link without words", { navigation: [{ url: "/x" }] }, /navigation\[0\]: is missing/],
  ["a section that is no path", { home: ["a b"] }, /home\[0\]/],
])("%s is refused", (_name, settings, fault) => {
  expect(faultsOf(settings)).toEqual([expect.stringMatching(fault)]);
});

test.each([
  ["000000", "ffffff", 21],
  ["ffffff", "000000", 21],
  ["777777", "ffffff", 4.48],
  ["123456", "123456", 1],
])("#%s on #%s has a contrast of %d", (a, b, contrast) => {
  expect(contrastOf(a as Colour, b as Colour)).toBeCloseTo(contrast, 2);
});

test.each(["#ABC", "#aabbcc"])("%s is a colour", (text) => {
  expect(toColour(text)).toBe("aabbcc");
});
