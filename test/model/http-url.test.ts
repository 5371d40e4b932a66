import { expect, test } from "vitest";
import { fieldsOf } from "#model/field.ts";
import { httpUrl } from "#model/http-url.ts";

function read(url: unknown) {
  const fields = fieldsOf({ url });
  return { found: httpUrl(fields, "url"), faults: fields.faults.length };
}

test.each([
  ["https://news.example.org", "https://news.example.org/"],
  [" HTTP://News.Example.org:80/a b ", "http://news.example.org/a%20b"],
  ["https://例子.example/新闻?q=茶", "https://xn--fsqu00a.example/%E6%96%B0%E9%97%BB?q=%E8%8C%B6"],
])("%j is the URL %j", (value, url) => {
  expect(read(value)).toEqual({ found: url, faults: 0 });
  expect(read(url)).toEqual({ found: url, faults: 0 });
});

test.each([
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "ftp://x.example/",
  "//x.example/",
  "/a",
  "https://",
  "https://a:b@x.example/",
  "https://user@x.example/",
  7,
  {},
])("%j is not an http or https URL", (value) => {
  expect(read(value)).toEqual({ found: undefined, faults: 1 });
});

test("a URL that is short as written but too long as serialised is refused, for it could not be read again", () => {
  expect(read(`https://x.example/${"茶".repeat(1_000)}`)).toEqual({ found: undefined, faults: 1 });
});
