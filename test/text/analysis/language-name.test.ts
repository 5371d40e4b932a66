import { expect, test } from "vitest";
import { languageName } from "#text/analysis/language-name.ts";

test.each([
  ["zh-Hant", "繁體中文"],
  ["zh-Hans", "简体中文"],
  ["en", "English"],
  ["bo", "བོད་སྐད་"],
  ["qaa", "qaa"],
  ["en-u-ca-buddhist", "English"],
])("the language %s is called %s by those who speak it", (tag, name) => {
  expect(languageName(tag)).toBe(name);
});
