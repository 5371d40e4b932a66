import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { gbkCharacter, gbkCodeOf } from "#text/repair/gbk.ts";
import { repairText } from "#text/repair/repair.ts";
import { filesBelow, sharedPath } from "../../setup/shared-data.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

const portalPage = sharedPath("seed/portal-page.txt");

test.skipIf(!portalPage)(
  "the portal page loses every gloss and has every shifted place realigned",
  () => {
    const { text, repairs } = repairText(readFileSync(portalPage ?? "", "utf8"));
    const shifted = repairs.filter(({ name }) => name === "shifted-gbk");
    expect(shifted.map(({ after, inferred }) => [after, inferred])).toEqual([
      ["對接開", "對"],
      ["。”做好項目建設", "。"],
      ["。“甘孜州開", "。"],
      ["。”入州四個", "。"],
      ["模化、品牌化方向發", "模"],
      ["裕”的同心圓", "裕"],
    ]);
    expect(shifted.every(({ line, before }) => line > 20 && before.startsWith("?"))).toBe(true);
    expect(repairs.filter(({ name }) => name === "pinyin-gloss")).toHaveLength(226);
    expect(text).not.toMatch(/\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)|[\ue000-\uf8ff]/u);
    for (const words of ["規模化、品牌化方向發展", "全域對接開始", "共同富裕”的同心圓", "(社區)"])
      expect(text).toContain(words);
    expect(repairText(text).repairs).toEqual([]);
  },
);

test.each([
  ["問題?！弊龊庙椖拷ㄔO", "問題。”做好項目建設", "。"],
  ["富?！钡耐\ue0eb膱A", "富裕”的同心圓", "裕"],
  ["規?；\ue1d6⑵放苹\ue1ec较虬l", "規模化、品牌化方向發", "模"],
  ["規?;\ue1d6⑵放苹\ue1ec较虬l", "規模化、品牌化方向發", "模"],
])("the shifted %s is %s", (damaged, expected, inferred) => {
  const { text, repairs } = repairText(damaged);
  expect(text).toBe(expected);
  expect(repairs).toMatchObject([{ name: "shifted-gbk", inferred, line: 1 }]);
});

/**
 * What a reader sees of GBK text whose first byte was lost: every pair shifted, until a second byte
 * below 0x80.
 */
function shifted(text: string): string | undefined {
  const bytes = Array.from(text).flatMap((character) => {
    const code = gbkCodeOf(character) ?? 0;
    return [code >> 8, code & 0xff];
  });
  let seen = "";
  for (let index = 1; index < bytes.length; index += 2) {
    const [low = 0, high = 0] = [bytes[index], bytes[index + 1]];
    if (low < 0x80) return index === bytes.length - 1 ? seen + String.fromCharCode(low) : undefined;
    const character = gbkCharacter(low * 0x100 + high);
    if (character === undefined) return undefined;
    seen += character;
  }
  return undefined;
}

test("everyday text that was shifted comes back, but for its first character, from its bytes", () => {
  const words =
    "經濟社會發展群眾民生項目建設教育醫療交通旅遊文化生態環境鄉村振興城市開放合作創新".split("");
  const last = words
    .concat("個開關間問聞")
    .filter((word) => ((gbkCodeOf(word) ?? 0) & 0xff) < 0x7f);
  let tried = 0;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 12 }),
      fc.constantFrom(...last),
      (body, end) => {
        const whole = `${body.filter((word) => ((gbkCodeOf(word) ?? 0) & 0xff) >= 0x80).join("")}${end}`;
        const damaged = shifted(whole);
        fc.pre(
          damaged !== undefined &&
            whole.length >= 4 &&
            Array.from(damaged).some((character) => /[\ue000-\uf8ff\u3100-\u312f]/.test(character)),
        );
        tried++;
        expect(repairText(`，?${damaged}`).text.slice(-whole.length + 1)).toBe(whole.slice(1));
      },
    ),
    { numRuns: 300 },
  );
  expect(tried).toBeGreaterThan(100);
});

const FULL = "發(fā)展(zhǎn)、經(jīng)濟、學(xué)習(xí)、產(chǎn)業(yè)";

test("glosses go where a page is full of them behind converted characters", () => {
  expect(repairText(`${FULL}，建設(shè)，ㄔO(shè)`).text).toBe("發展、經濟、學習、產業，建設，ㄔO");
});

test.each([
  ["a syllable that is no reading of its character", `${FULL}，重慶(fā)`, "重慶(fā)"],
  ["a word in parentheses", `${FULL}，歐盟(EU)，世界(world)`, "歐盟(EU)，世界(world)"],
])("%s stays among them", (_title, text, expected) => {
  expect(repairText(text).text).toContain(expected);
});

test.each([
  ["few glosses", "發(fā)展，經(jīng)濟"],
  [
    "readings of a lesson",
    "人(rén)、口(kǒu)、手(shǒu)、山(shān)、水(shuǐ)、火(huǒ)、學(xué)、習(xí)、見(jiàn)",
  ],
  [
    "readings of a list of Traditional characters",
    "今天學的生字：發(fā)、經(jīng)、濟(jì)、學(xué)、習(xí)、產(chǎn)、業(yè)、見(jiàn)，請大家讀三遍。",
  ],
  ["ruby", `<ruby>發<rt>fā</rt>展<rt>zhǎn</rt></ruby>`.repeat(9)],
  ["a question before ordinary words", "真的嗎?他說A股今天漲了?是的。"],
  ["accents", "naïve café, Ça été à l’été, ÄÖÜ ß"],
  [
    "a capital with an accent before an apostrophe or a quotation mark",
    "Ç’a été un « CAFÉ”, À L’ÉTÉ…",
  ],
  [
    "a no-break space before a French mark",
    "« Il a chanté\u00a0» l’ÉTÉ\u00a0! Voilà\u00a0: «\u00a0là\u00a0»…",
  ],
  ["Portuguese capitals in quotation marks", "“ATÉ AMANHÃ”, «IRMû, «MAÇû — NÃO"],
  ["signs beside each other", "×”號“÷”，·§·°C，±½"],
  ["an alphabet", "ÀÁÂÃÄÅÆÇ ÈÉÊËÌÍÎÏ ÄÖÜß áéíóú ÁÉÍÓÚ"],
  [
    "entities in code",
    "<p>Write <code>&amp;nbsp;</code>, or <pre>&amp;mdash; &amp;hellip;</pre></p>",
  ],
  [
    "Japanese",
    "これは何ですか?日本語「テスト」。なぜ?!それはA型だから。髙橋さん、﨑山さんは?売上は€100です。",
  ],
  ["Cantonese", "佢哋嚟咗未呀?唔知㗎,你哋幾點返嚟O?係咁先啦"],
  ["signs of Bopomofo", "ㄅㄆㄇㄈ是注音符號,ㄉㄧㄢˋ讀作電?ㄋㄧˇ好O"],
  ["rare characters", "氤氳靉靆?巉巖嵯峨,踟躕彳亍O；什么是“囧”?龘龘A?犇猋骉麤"],
  ["Vietnamese, Icelandic, Greek and Cyrillic", "Nguyễn Đình Chiểu, Þórður Ðæ, Τι κάνεις; «Ёлка»"],
])("%s stay", (_title, text) => {
  expect(repairText(text)).toEqual({ text, repairs: [] });
});

const asLatin = (bytes: Uint8Array): string => new TextDecoder("windows-1252").decode(bytes);

test.each([
  [
    "UTF-8 read as windows-1252",
    asLatin(new TextEncoder().encode("編碼 é “中文”")),
    "編碼 é “中文”",
    "double-utf8",
  ],
  [
    "GBK read as windows-1252",
    asLatin(Uint8Array.of(0xd6, 0xd0, 0xb9, 0xfa, 0xce, 0xca, 0xcc, 0xe2)),
    "中国问题",
    "wrong-encoding",
  ],
  [
    "UTF-8 read as GBK",
    new TextDecoder("gbk").decode(new TextEncoder().encode("中文编码")),
    "中文编码",
    "wrong-encoding",
  ],
  ["windows-1252 read as Latin-1", "It\u0092s \u0093ok\u0094", "It’s “ok”", "windows-1252"],
  [
    "UTF-8 read as windows-1252 in one letter",
    "s\u00c4\u2026 l\u00c3\u00a0 caf\u00c3\u00a9 20\u00c2\u00b0 it\u00e2\u20ac\u2122s",
    "są là café 20° it’s",
    "double-utf8",
  ],
  [
    "entities encoded twice",
    "a&amp;nbsp;b &amp;#8217; &amp;lt; R&amp;D",
    "a&nbsp;b &#8217; &amp;lt; R&amp;D",
    "double-entity",
  ],
  ["control characters", "a\u0000b\u000bc\ufeff", "abc", "control"],
  ["private-use characters", "甘孜\ue000州", "甘孜州", "private-use"],
])("%s is mended", (_title, damaged, expected, name) => {
  const { text, repairs } = repairText(damaged);
  expect(text).toBe(expected);
  expect(repairs[0]?.name).toBe(name);
});

test("each repair says where in the raw text it was, on which line, and what stood there", () => {
  const raw = "甲\n\u0000乙\ue000\n&amp;nbsp;\n富?！钡耐\ue0eb膱A";
  const { repairs } = repairText(raw);
  expect(repairs.map(({ name, line }) => [name, line])).toEqual([
    ["control", 2],
    ["private-use", 2],
    ["double-entity", 3],
    ["shifted-gbk", 4],
  ]);
  for (const { offset, before } of repairs) expect(raw.startsWith(before, offset)).toBe(true);
});

test("mending twice changes nothing more", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 5 }),
    fc.constantFrom(
      "?",
      "！",
      "弊龊",
      "\ue0eb",
      "O",
      "(fā)",
      "發",
      "&amp;",
      "nbsp;",
      "Ã©",
      "ä¸­",
      "\u0093",
      "€",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { text } = repairText(pieces.join(""));
      expect(repairText(text)).toEqual({ text, repairs: [] });
    }),
    { numRuns: 2_000 },
  );
});

const collections = sharedPath("data/search");

test.skipIf(!collections)(
  "undamaged text stays as it is, in every article of every collection",
  () => {
    let articles = 0;
    for (const file of filesBelow(collections ?? "").filter((path) =>
      path.endsWith("articles.jsonl"),
    )) {
      for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
        const { title, body } = JSON.parse(line);
        expect(repairText(`${title}\n${body}`).repairs).toEqual([]);
        articles++;
      }
    }
    expect(articles).toBeGreaterThan(5_000);
  },
);

test.each([
  "?",
  "?！",
  "ä",
  "發(fā)",
  "&amp;",
  "\ue000",
  "涓",
  "€",
  "?qū)",
  "<code>",
  "<pre>&amp;nbsp;",
  "É”",
  "Ã»",
])("400,000 characters of %s take less than two seconds", (part) => {
  const started = cpuNow();
  repairText(part.repeat(400_000 / part.length));
  expect(cpuNow() - started).toBeLessThan(2_000);
});
