import { describe, expect, test } from "vitest";
import { closedBy, isTablePart, stepTo } from "#text/html/html-nesting.ts";

const opened = (text: string): readonly string[] => text.split(" ").filter(Boolean);

describe("an end tag", () => {
  test.each([
    ["p", "div p b", 1],
    ["div", "div p b", 0],
    ["b", "b i b", 2],
    ["em", "div p b", -1],
    ["b", "", -1],
    // Out of a cell or a caption nothing in it reaches.
    ["b", "b table tbody tr td", -1],
    ["b", "b table caption i", -1],
    ["p", "p table tbody tr th em", -1],
    ["b", "b table", -1],
    // Inside the cell it does.
    ["b", "b table tbody tr td b i", 5],
    // Parts of a table close across its cells, but not out of their table.
    ["tr", "table tbody tr td b", 2],
    ["tbody", "table tbody tr td", 1],
    ["td", "table tbody tr td table", -1],
    ["tr", "table tbody tr td table caption", -1],
    // A table's own end closes the innermost one, whatever is open in it.
    ["table", "table tbody tr td table tbody tr td p", 4],
    ["table", "table tbody tr td p", 0],
  ])("</%s> inside «%s» closes the element at %d", (name, open, index) => {
    expect(closedBy(name, opened(open))).toBe(index);
  });
});

describe("an element", () => {
  test.each([
    ["p", "div", "insert"],
    ["p", "div p", "close 1"],
    ["p", "div p b", "close 1"],
    ["b", "div p", "insert"],
    ["h2", "h3", "close 0"],
    ["a", "a b", "close 0"],
    // A link inside a cell does not end one around the table.
    ["a", "a table tbody tr td", "insert"],
    ["li", "ul li b", "close 1"],
    ["li", "ul li ul", "insert"],
    ["li", "ul li p", "close 2"],
    ["dt", "dl dd b", "close 1"],
    ["dt", "dl dd dl", "insert"],
    ["rt", "ruby rt", "close 1"],
    ["rtc", "ruby rtc rt", "close 2"],
    ["rt", "ruby rtc", "insert"],
  ])("<%s> inside «%s»: %s", (name, open, step) => {
    expect(said(name, open)).toBe(step);
  });

  test.each([
    ["td", "table", "open tbody"],
    ["td", "table tbody", "open tr"],
    ["td", "table tbody tr", "insert"],
    ["td", "table tbody tr td", "close 3"],
    ["tr", "table", "open tbody"],
    ["tr", "table tbody tr td b", "close 3"],
    ["tr", "table tbody tr", "close 2"],
    ["tbody", "table thead", "close 1"],
    ["caption", "table", "insert"],
    ["col", "table", "open colgroup"],
    ["col", "table colgroup", "insert"],
    ["p", "table colgroup", "close 1"],
    ["#text", "table", "open tbody"],
    ["#text", "table tbody tr", "open td"],
    ["#text", "table tbody tr td", "insert"],
    ["td", "table caption", "close 1"],
    ["td", "div", "skip"],
    ["tr", "table tbody tr td table caption", "close 5"],
    ["td", "td", "skip"],
  ])("<%s> inside «%s» gets the parts that a table needs: %s", (name, open, step) => {
    expect(said(name, open)).toBe(step);
  });

  function said(name: string, open: string): string {
    const step = stepTo(name, opened(open));
    if (step.kind === "open") return `open ${step.name}`;
    return step.kind === "close" ? `close ${step.index}` : step.kind;
  }
});

test("the steps towards any element end with it inserted or skipped", () => {
  const names = opened("p b a li dd table caption tbody tr td th col colgroup h1 rt #text");
  for (const name of names) {
    for (const around of names.filter((each) => each !== "#text")) {
      let open: readonly string[] = ["div", around, "table", "tr", "td", around];
      let step = stepTo(name, open);
      for (let turn = 0; turn < 12 && (step.kind === "open" || step.kind === "close"); turn++) {
        open = step.kind === "open" ? [...open, step.name] : open.slice(0, step.index);
        step = stepTo(name, open);
      }
      expect([name, around, step.kind]).toEqual([
        name,
        around,
        expect.stringMatching(/^(?:insert|skip)$/),
      ]);
    }
  }
});

test("parts of a table are told from a table", () => {
  expect(opened("table td tr caption p div").filter(isTablePart)).toEqual(["td", "tr", "caption"]);
});
