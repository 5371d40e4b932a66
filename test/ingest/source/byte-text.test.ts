import { expect, test } from "vitest";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import { gbkCodeOf } from "#text/repair/gbk.ts";

const CHINESE = "澜川新闻网讯，州政府今天召开会议，研究部署乡村振兴工作。";
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function gbk(text: string): Uint8Array {
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const code = gbkCodeOf(character);
      return code === undefined ? [character.charCodeAt(0)] : [code >> 8, code & 0xff];
    }),
  );
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index++)
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

/** `國家發展經濟社會教育文化工作` in Big5. */
const BIG5 = Uint8Array.from(
  "b0ea ae61 b56f ae69 b867 c0d9 aac0 b77c b1d0 a87c a4e5 a4c6 a475 a740"
    .replace(/\s/g, "")
    .match(/../g) ?? [],
  (hex) => Number.parseInt(hex, 16),
);

const EUC_KR = Uint8Array.from(
  (
    "bfc0b4c320bdc3c0c7c8b8bfa1bcad20bfb9bbeabfa120b4ebc7d820b3edc0c7c7dfb4d92e20" +
    "c0dabcbcc8f720bcb3b8edc7cfb0dab4d92e"
  ).match(/../g) ?? [],
  (hex) => Number.parseInt(hex, 16),
);

test.each([
  ["UTF-8 with a byte order mark", utf8(`\ufeff${CHINESE}`), CHINESE, "utf-8"],
  [
    "UTF-8 that says it is something else",
    utf8(`<?xml version="1.0" encoding="gb2312"?>${CHINESE}`),
    `<?xml version="1.0" encoding="gb2312"?>${CHINESE}`,
    "utf-8",
  ],
  [
    "GBK that says so",
    gbk(`<?xml version="1.0" encoding="gb2312"?>是`),
    `<?xml version="1.0" encoding="gb2312"?>是`,
    "gbk",
  ],
  ["GBK that says nothing", gbk(CHINESE), CHINESE, "gb18030"],
  [
    "GBK that says it is Latin",
    gbk(`<meta charset=iso-8859-1>${CHINESE}`),
    `<meta charset=iso-8859-1>${CHINESE}`,
    "gb18030",
  ],
  [
    "EUC-KR that says nothing",
    EUC_KR,
    "오늘 시의회에서 예산에 대해 논의했다. 자세히 설명하겠다.",
    "euc-kr",
  ],
  ["Big5 that says nothing", BIG5, "國家發展經濟社會教育文化工作", "big5"],
  [
    "windows-1252 that says so",
    Uint8Array.from([...utf8('<?xml version="1.0" encoding="windows-1252"?>'), 0xe9, 0x93]),
    '<?xml version="1.0" encoding="windows-1252"?>é“',
    "windows-1252",
  ],
  ["UTF-16 with a mark", utf16(`\ufeff${CHINESE}`, true), CHINESE, "utf-16le"],
  ["UTF-16 without one", utf16("<a>甲</a>", false), "<a>甲</a>", "utf-16be"],
  ["other line ends", utf8("a\r\nb\rc"), "a\nb\nc", "utf-8"],
])("%s is read", (_title, bytes, text, encoding) => {
  expect(textFromBytes(bytes)).toEqual({ text, encoding });
});

/** The bytes without those from `start` to `end`. */
function cut(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return Uint8Array.from([...bytes.slice(0, start), ...bytes.slice(end)]);
}

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  for (const [index, point] of points.entries()) view.setUint32(index * 4, point, littleEndian);
  return new Uint8Array(view.buffer);
}

test.each([
  ["UTF-32, the low byte first", utf32(`\ufeff${CHINESE}𠮷`, true), "utf-32le"],
  ["UTF-32, the high byte first", utf32(`\ufeff${CHINESE}𠮷`, false), "utf-32be"],
  ["UTF-16, the high byte first", utf16(`\ufeff${CHINESE}𠮷`, false), "utf-16be"],
])("%s, with a mark is read", (_title, bytes, encoding) => {
  expect(textFromBytes(bytes)).toEqual({ text: `${CHINESE}𠮷`, encoding });
});

const latin = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  // Of the three bytes of a character the last two are gone, the first, or all that follows.
  [
    "UTF-8 with a character cut",
    cut(utf8(`第一行\n${CHINESE}`), 11, 13),
    `第一行\n�川${CHINESE.slice(2)}`,
    ["utf-8", 2, 1],
  ],
  [
    "UTF-8 that was cut at its end",
    utf8(CHINESE).slice(0, -1),
    `${CHINESE.slice(0, -1)}�`,
    ["utf-8", 1, 1],
  ],
  [
    "plain letters with a character cut at the end",
    utf8("all plain 中").slice(0, -1),
    "all plain �",
    ["utf-8", 1, 1],
  ],
  [
    "UTF-8 with two bad bytes",
    Uint8Array.from([...utf8(`${CHINESE}\n\n`), 0xff, 0x61, 0xc0]),
    `${CHINESE}\n\n�a�`,
    ["utf-8", 3, 2],
  ],
  [
    "GBK with a bad byte before the line's end",
    Uint8Array.from([...gbk(`${CHINESE}\n${CHINESE}`), 0xd6, 0x0a, ...gbk(CHINESE)]),
    `${CHINESE}\n${CHINESE}�\n${CHINESE}`,
    ["gb18030", 2, 1],
  ],
  [
    "French that does not say that it is Latin",
    latin("Premi\xe8re ligne\ndu caf\xe9 \xe0 la cr\xe8me, na\xefve et d\xe9j\xe0 vue"),
    "Première ligne\ndu café à la crème, naïve et déjà vue",
    ["windows-1252", 1, undefined],
  ],
  [
    "English with the quotation marks of windows-1252",
    latin("\nHe said \x93no\x94 \x96 and went home, as he always did"),
    "\nHe said “no” – and went home, as he always did",
    ["windows-1252", 2, undefined],
  ],
])("%s is read, and told with line and count", (_title, bytes, text, [encoding, line, count]) => {
  const found = textFromBytes(bytes);
  expect(found).toMatchObject({ text, encoding, notices: [{ line }] });
  const what = "notices" in found ? (found.notices?.[0]?.what ?? "") : "";
  expect(what).toMatch(
    count === undefined ? /windows-1252/ : count === 1 ? /a byte/ : new RegExp(`${count} spots`),
  );
});

test.each([
  ["a few bytes that could be anything", Uint8Array.of(0x61, 0x0a, 0xb8, 0xca), 2],
  ["a picture", Uint8Array.from([0x89, ...utf8("PNG\r\n"), 0x1a, 0x0a, 0, 0, 0, 0x0d, 0xff]), 1],
  ["a compressed file", Uint8Array.from({ length: 400 }, (_, index) => (index * 151 + 7) % 256), 1],
  [
    "an encoding that nobody knows",
    Uint8Array.from([...utf8('<?xml version="1.0" encoding="x-none"?>'), 0xe9]),
    1,
  ],
])("%s is refused with its line", (_title, bytes, line) => {
  expect(textFromBytes(bytes)).toMatchObject({ what: "is not UTF-8", line });
});
