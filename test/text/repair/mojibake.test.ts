import { describe, expect, test } from "vitest";
import { mojibake, strayC1 } from "#text/repair/mojibake.ts";

/** The text with every span put right. */
function mended(text: string): string {
  return mojibake(text).reduceRight(
    (left, { start, end, after }) => left.slice(0, start) + after + left.slice(end),
    text,
  );
}

const names = (text: string): readonly string[] => mojibake(text).map(({ name }) => name);
const windows1252 = new TextDecoder("windows-1252");

/** What a text becomes when its UTF-8 is read as windows-1252. */
const misread = (text: string): string => windows1252.decode(new TextEncoder().encode(text));

describe("UTF-8 that was read as windows-1252", () => {
  test.each(["中文", "文", "é", "—", "“好”", "日本語のテキスト", "Zoë said “no”", "5 €"])(
    "%s comes back",
    (text) => {
      expect(mended(`a ${misread(text)} b`)).toBe(`a ${text} b`);
    },
  );

  test("every span is told with its borders, and what lies between is left alone", () => {
    const text = `x ${misread("中")} é ${misread("文")}`;
    expect(mojibake(text)).toEqual([
      { name: "double-utf8", start: 2, end: 5, after: "中" },
      { name: "double-utf8", start: 8, end: 11, after: "文" },
    ]);
  });
});

describe("letters before marks, as people write them, stay", () => {
  test.each([
    "CAFÉ”",
    "É…",
    "à « la » carte",
    "«Ç’»",
    "AMANHÃ”",
    "MANHÂ”",
    "naïve, São, Ângela",
    "20 °C",
    "Ünï",
    "ÀÉÎÕÜ",
  ])("%s", (text) => {
    expect(mended(text)).toBe(text);
  });
});

describe("and what nobody writes goes", () => {
  test.each([
    // A capital behind a small letter; Â and Ã before a mark, unless in a word of capitals.
    ["sÄ…", "są"],
    ["20Â°", "20°"],
    ["amanhÃ£", "amanhã"],
    ["Â«oui Â»", "«oui »"],
    ["itâ€™s", "it’s"],
  ])("%s is %s", (text, expected) => {
    expect(mended(text)).toBe(expected);
  });
});

describe("GBK that was read as windows-1252", () => {
  const china = "ÖÐ¹ú";
  const people = "ÈËÃñ";

  test("comes back where there is enough of it", () => {
    expect(mended(`${china}${people}`)).toBe("中国人民");
    expect(mended(`${china} ${people}`)).toBe("中国 人民");
    expect(names(`${china} ${people}`)).toEqual(["wrong-encoding", "wrong-encoding"]);
  });

  test("of three characters in a whole text it is an accident, of four it is not", () => {
    expect(mended(`${china}, ÈËÃñ`)).toBe("中国, 人民");
    expect(mended(china)).toBe(china);
    expect(mended(`${china}, ÈË`)).toBe(`${china}, ÈË`);
    expect(mended(`${china}È, ÃñÈË`)).toBe(`${china}È, ÃñÈË`);
  });

  test("signs, alphabets and words of any language are none", () => {
    for (const text of ["·§·°·§·°", "ÀÁÂÃÄÅÆÇ", "°±²³´µ¶·"]) expect(mended(text)).toBe(text);
  });
});

describe("UTF-8 that was read as GBK", () => {
  const gbk = new TextDecoder("gbk", { fatal: true });

  test.each(["新闻", "中国人民"])("comes back: %s", (text) => {
    const read = gbk.decode(new TextEncoder().encode(text));
    expect(read).not.toContain(text[0]);
    expect(mended(read)).toBe(text);
    expect(mended(`a ${read}. b`)).toBe(`a ${text}. b`);
    expect(names(read)).toEqual(["wrong-encoding"]);
  });

  test.each(["中国人民", "山海相连三千里", "涓涓细流", "鏂", "枃", "澜川新闻"])(
    "%s is Chinese as it stands",
    (text) => {
      expect(mended(text)).toBe(text);
    },
  );
});

test("healthy text of any language has no span", () => {
  const texts = [
    "",
    "plain",
    "Ørsted, Łódź, Île-de-France",
    "«Здравствуйте»",
    "日本語",
    "한국어 “글”",
  ];
  for (const text of texts) expect(mojibake(text)).toEqual([]);
});

test("a C1 control is what windows-1252 has there, or nothing", () => {
  expect(strayC1("a\u0093b\u0094 \u0081c")).toEqual([
    { name: "windows-1252", start: 1, end: 2, after: "“" },
    { name: "windows-1252", start: 3, end: 4, after: "”" },
    { name: "control", start: 5, end: 6, after: "" },
  ]);
  expect(strayC1("a“b” é\u00a0c")).toEqual([]);
});
