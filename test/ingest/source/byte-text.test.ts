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

test.each([
  ["a few bytes that could be anything", Uint8Array.of(0x61, 0x0a, 0xb8, 0xca), 2],
  ["UTF-8 with a broken byte", Uint8Array.from([...utf8(`${CHINESE}\n\n`), 0xff, 0x61]), 3],
  [
    "an encoding that nobody knows",
    Uint8Array.from([...utf8('<?xml version="1.0" encoding="x-none"?>'), 0xe9]),
    1,
  ],
])("%s is refused with its line", (_title, bytes, line) => {
  expect(textFromBytes(bytes)).toMatchObject({ what: "is not UTF-8", line });
});
