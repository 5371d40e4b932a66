import { expect, test } from "vitest";
import { textFragment } from "#pages/search/text-fragment.ts";

/** Segments of a text in which `[` and `]` stand around what matches. */
function segments(marked: string) {
  return marked
    .split(/(\[[^\]]*\])/)
    .filter(Boolean)
    .map((text) =>
      text.startsWith("[") ? { text: text.slice(1, -1), match: true } : { text, match: false },
    );
}

test.each<[snippet: string, fragment: string]>([
  ["他说，[浙江]省支援了三年。后来", "浙江省支援了三年"],
  ["…镇上的老人相约那天去坐最后一班[渡船]。到了", ""],
  ["前面的话。灯挂在哪里：晒谷场、[渡船]、祠堂", "渡船"],
  ["The old [ferry] ran for thirty years. Then", "The old ferry ran for thirty"],
  ["One two three four five [ferry]. Then", "three four five ferry"],
  ["…rossing by [ferry] took half an hour. It", "by ferry took half an"],
  // A mark inside a number or a word is none.
  ["其中澜水[大桥]9.6亿元，建设历时四年。", "其中澜水大桥9.6亿元"],
  ["昨天，5.8级[地震]，没有人受伤。", "5.8级地震"],
  ["比分是3:2，[球队]1,286人", ""],
  ["在10:30，[雨]停了。", "雨停了"],
  ["共1,286米[大桥]。", "共1,286米大桥"],
  ["见A/B[大桥]：通车", "见A/B大桥"],
  ["他说：“[桥]好。”", "桥好"],
  ["没有一处相同。", ""],
  ["", ""],
])("of %j the fragment is %j", (snippet, text) => {
  const fragment = textFragment(segments(snippet));
  expect(fragment).toBe(text && `#:~:text=${encodeURIComponent(text)}`);
});

test("characters that mean something in a fragment are encoded", () => {
  expect(textFragment(segments("价格A-B&C[茶叶]100%，好。"))).toBe(
    "#:~:text=%E4%BB%B7%E6%A0%BCA%2DB%26C%E8%8C%B6%E5%8F%B6100%25",
  );
});
