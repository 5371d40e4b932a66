import { expect, test } from "vitest";
import { PORTAL_RULES, readPortalRules } from "../../src/ingest/portal-rules.ts";
import { describeRejection, isRejection } from "../../src/model/rejection.ts";

test("rules of a portal are added to those of all", () => {
  const rules = readPortalRules(
    'furniture = ["详细内容"]\nspam_words = ["某某"]\n[slugs]\n"新闻" = "news"\n',
    {},
  );
  expect(rules).toEqual({
    breadcrumbLabels: PORTAL_RULES.breadcrumbLabels,
    furniture: ["详细内容", ...PORTAL_RULES.furniture],
    slugs: { 新闻: "news" },
    spamWords: ["某某"],
  });
});

test.each([
  ["slugs = 1", "r.toml: slugs: is not a table of titles and slugs"],
  ["furniture = [", "r.toml:1: is not TOML"],
])("%j is rejected", (text, expected) => {
  const rules = readPortalRules(text, { file: "r.toml" });
  expect(isRejection(rules) && describeRejection(rules)).toContain(expected);
});
