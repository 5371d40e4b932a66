import { expect, test } from "vitest";
import { showsSomething } from "#text/html/shows-something.ts";

test.each([
  "a",
  "<p>a</p>",
  "<p> \n<b>字</b></p>",
  "<p>&lt;</p>",
  "<p>&nbsp;&amp;</p>",
  "<p>&nbsp;a</p>",
  '<p><img src="/a.png"></p>',
  "<div><IMG></div>",
  "<hr>",
  "<",
  "1 < 2",
  "<p><</p>",
  '<iframe src="https://www.youtube.com/embed/a"></iframe>',
  "<math><mi></mi></math>",
])("%s shows something", (html) => {
  expect(showsSomething(html)).toBe(true);
});

test.each([
  "",
  " \n",
  "<div></div>",
  "<p>&nbsp;</p>",
  "<p>&#160; &#xA0;</p>",
  "<p>\u00a0\u3000</p>",
  "<p><br></p>",
  '<a href="https://a.example/">\n</a>',
  "<table><tr><td></td></tr></table>",
])("%j shows nothing", (html) => {
  expect(showsSomething(html)).toBe(false);
});

test("a megabyte that shows nothing is looked through in no time", () => {
  const html = "<p>&nbsp; </p>\n".repeat(70_000);
  const started = performance.now();
  expect(showsSomething(html)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});
