import { expect, test } from "vitest";
import type { FoundHit } from "#widget/answer.ts";
import { linkTo } from "#widget/fragment.ts";

/** A hit whose snippet is written with its matches in brackets. */
function hitWith(snippet: string, url = "https://a.example/1", lang = "en"): FoundHit {
  const segments = snippet.split(/[[\]]/).map((text, index) => ({ text, match: index % 2 === 1 }));
  return { id: "1", url, title: "", lang, highlights: { title: [], snippet: segments } };
}

test.each([
  ["a [night ferry] again", "night%20ferry"],
  // To the borders of its words.
  ["the [lanter]ns of Xiadu", "lanterns"],
  ["un[known]", "unknown"],
  // The longest match, the first of equals.
  ["[ice] on the [river] and [water]", "river"],
  // What parts a fragment is encoded.
  ["a [well-known, old & new] place", "well%2Dknown%2C%20old%20%26%20new"],
  ["…[cut] here…", "cut"],
])("%j opens at %s", (snippet, fragment) => {
  expect(linkTo(hitWith(snippet))).toBe(`https://a.example/1#:~:text=${fragment}`);
});

test("a Chinese match is made longer to a border of words, where browsers look", () => {
  const link = linkTo(
    hitWith("明屿市首批[支援]工作队二十七名队员", "https://a.example/1", "zh-Hans"),
  );
  expect(decodeURIComponent(link)).toContain("支援");
  const words = [
    ...new Intl.Segmenter("zh-Hans", { granularity: "word" }).segment(
      "明屿市首批支援工作队二十七名队员",
    ),
  ];
  const text = decodeURIComponent(link.split("text=")[1] ?? "");
  expect(words.some(({ segment }) => segment === text)).toBe(true);
});

test("without a match in the text there is no fragment, and an address keeps its own", () => {
  expect(linkTo(hitWith("nothing here"))).toBe("https://a.example/1");
  expect(linkTo(hitWith("a [match]", "https://a.example/1#part"))).toBe(
    "https://a.example/1#part:~:text=match",
  );
});

test.each(["javascript:alert(1)", "data:text/html,x", "//a.example", "", " https://a.example"])(
  "%j is no address to go to",
  (url) => {
    expect(linkTo(hitWith("a [match]", url))).toBe("");
  },
);
