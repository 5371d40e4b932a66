import { expect, test } from "vitest";
import {
  contentSignalText,
  isForeign,
  licenseOf,
  toContentSignal,
  usesOf,
} from "#model/license.ts";
import { isRejection } from "#model/rejection.ts";

const BY = "https://creativecommons.org/licenses/by/4.0/";
const OWN = "https://news.example.org/terms";
const DAILY = { title: "澜川日报", license: OWN };
const POST = {
  title: "The Lanchuan Post",
  license: OWN,
  ownSources: ["Lanchuan Radio", "澜川电视台"],
};

test.each<
  [string, Parameters<typeof licenseOf>[0], Parameters<typeof licenseOf>[1], string | undefined]
>([
  ["without a source", {}, DAILY, OWN],
  ["of the site itself", { source: { name: "澜川日报" } }, DAILY, OWN],
  ["of the site, with blanks", { source: { name: " 澜川 日报　" } }, DAILY, OWN],
  ["of an agency", { source: { name: "新华社" } }, DAILY, undefined],
  ["of a paper that begins like it", { source: { name: "澜川日报社" } }, DAILY, undefined],
  ["of a paper that it begins like", { source: { name: "澜川" } }, DAILY, undefined],
  ["of an agency, with a licence", { source: { name: "新华社" }, license: BY }, DAILY, BY],
  ["with a licence of its own", { license: BY }, DAILY, BY],
  [
    "of the site, with a licence of its own",
    { source: { name: "澜川日报" }, license: BY },
    DAILY,
    BY,
  ],
  ["of two papers", { source: { name: "澜川日报 新华社" } }, DAILY, undefined],
  ["of a site that says nothing", {}, { title: "澜川日报" }, undefined],
  [
    "of an agency, of a site that says nothing",
    { source: { name: "新华社" } },
    { title: "澜川日报" },
    undefined,
  ],
  ["with a licence, of a site that says nothing", { license: BY }, { title: "澜川日报" }, BY],
  ["in English", {}, POST, OWN],
  ["of the English site", { source: { name: "The Lanchuan Post" } }, POST, OWN],
  ["of the English site, in capitals", { source: { name: "THE LANCHUAN POST" } }, POST, OWN],
  ["of the English site, in wide letters", { source: { name: "Ｔｈｅ Lanchuan Post" } }, POST, OWN],
  ["of its radio", { source: { name: "Lanchuan Radio" } }, POST, OWN],
  ["of its television", { source: { name: "澜川电视台" } }, POST, OWN],
  ["of Reuters", { source: { name: "Reuters" } }, POST, undefined],
  ["of Reuters, with a licence", { source: { name: "Reuters" }, license: BY }, POST, BY],
  ["of another Post", { source: { name: "Lanchuan Post" } }, POST, undefined],
  ["of a Post and Reuters", { source: { name: "The Lanchuan Post / Reuters" } }, POST, undefined],
  ["of a radio of elsewhere", { source: { name: "Lanchuan Radio 2" } }, POST, undefined],
])("an article %s", (_, article, site, license) => {
  expect(licenseOf(article, site)).toBe(license);
  expect(isForeign(article, site) && article.license === undefined && license !== undefined).toBe(
    false,
  );
});

test("signals are read from a table, and told as robots.txt and RSL have them", () => {
  const signal = toContentSignal({ search: true, ai_input: true, ai_train: false });
  if (isRejection(signal)) throw new TypeError("is refused");
  expect(contentSignalText(signal)).toBe("search=yes, ai-input=yes, ai-train=no");
  expect([usesOf(signal, true), usesOf(signal, false)]).toEqual([
    ["search", "ai-input"],
    ["ai-train"],
  ]);
  expect(contentSignalText({})).toBeUndefined();
  expect(contentSignalText(undefined)).toBeUndefined();
});

test.each([["yes"], [{ search: "yes" }], [{ ai: true }], [["search"]]])(
  "%j is no table of signals",
  (value) => {
    expect(isRejection(toContentSignal(value))).toBe(true);
  },
);
