import { expect, test } from "vitest";
import { selectionIn, toSelector, withoutElements } from "#ingest/page/html-selection.ts";
import { type HtmlElement, innerHtml, innerText, parseHtml } from "#ingest/page/html-tree.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

function select(page: HtmlElement, selector: string): readonly HtmlElement[] {
  const selection = selectionIn(page);
  if (isRejection(selection)) throw new TypeError(describeRejection(selection));
  return selection(selector);
}

const PAGE = parseHtml(
  `<div class="path A"><a href="/">甲</a> | <a href="/b">乙</a></div><h1 id=t>丙</h1><p>一</p><p class=note>二 <b>三</b></p><ul><li>1<li>2<li>3</ul>`,
);

test.each([
  [".path a", ["甲", "乙"]],
  ["#t", ["丙"]],
  ["H1", ["丙"]],
  ["h1 + p", ["一"]],
  ["h1 ~ p", ["一", "二 三"]],
  ["p:not(.note)", ["一"]],
  ["p:has(b)", ["二 三"]],
  ["li:nth-child(2), a[href='/b']", ["乙", "2"]],
  ["li:last-of-type", ["3"]],
  ["p:contains('二')", ["二 三"]],
  [".absent", []],
])("%s selects %j", (selector, expected) => {
  expect(select(PAGE, selector).map(innerText)).toEqual(expected);
});

test("elements inside each other are selected once, the outer one", () => {
  const page = parseHtml("<div>a<div>b</div></div><div>c</div>");
  expect(select(page, "div").map(innerText)).toEqual(["ab", "c"]);
});

test("a page without some of its elements keeps the rest as it was", () => {
  const dropped = new Set(select(PAGE, "ul, .path, b"));
  expect(innerHtml(withoutElements(PAGE, dropped))).toBe(
    '<h1 id="t">丙</h1><p>一</p><p class="note">二 </p>',
  );
});

test.each(["", "div[", "p:unknown", "p >", 7, "a".repeat(3_000)])("%j is refused", (selector) => {
  const made = toSelector(selector);
  expect(isRejection(made) && describeRejection(made)).toMatch(
    /is no selector|is not a text|is longer|ends in/,
  );
});

test("no page makes selecting slow; one with a million elements beside each other is refused", () => {
  const started = cpuNow();
  for (const html of [
    "<div>".repeat(100_000),
    "<li>1</li>".repeat(7_000),
    "<p><b>".repeat(7_000),
  ]) {
    const page = parseHtml(html);
    for (const selector of ["p:nth-child(2n+1)", "h1 + p", "div div a", "li + li", "li:last-child"])
      select(page, selector);
  }
  expect(isRejection(selectionIn(parseHtml("<p>".repeat(1_000_000))))).toBe(true);
  expect(cpuNow() - started).toBeLessThan(6_000);
});
