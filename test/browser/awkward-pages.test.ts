import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, startBrowser } from "./chromium.ts";
import { overflow, overlaps, violations } from "./look.ts";
import { serveContent, type ServedSeed } from "./served-seed.ts";

const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const TITLE = "关于进一步加强和改进各级各类学校图书馆建设与管理工作有关事项的补充通知的解读";
const LONG_SECTION =
  "An extraordinarily long section title that nobody would ever print on a masthead";

const SITE = `title = "${TITLE} The Very Long Gazette"
url = "https://odd.example.org"
lang = "zh-Hans"
id_authority = "example.org,2026"
footer = ["京ICP备00000000号-1", { title = "${WORD}", url = "/x" }]
${["要闻", LONG_SECTION, WORD, "體育", "空"]
  .map((title, place) => `[[sections]]\nslug = "s${place}"\ntitle = "${title}"\n`)
  .join("\n")}`;

const row = (cell: string): string => `| ${Array.from({ length: 20 }, () => cell).join(" | ")} |`;
const numbered = (name: string, count: number): string =>
  JSON.stringify(Array.from({ length: count }, (_, place) => `${name}${place}`));

/** What a newspaper also prints: front matter, and a body. */
const ARTICLES: Readonly<Record<string, readonly [front: string, body: string]>> = {
  wide: [
    "title: 一张很宽的表\nsection: s0",
    `${row("列的标题")}\n${row("---")}\n${row("1234567890")}\n\n\`\`\`\n${"x".repeat(200)}\n\`\`\``,
  ],
  word: [
    `title: ${WORD} ${WORD}\nsection: s1\nlang: de\nauthors: [${WORD}]\ntags: [${WORD}]\nsource: ${WORD}`,
    `${WORD}${WORD}\n\nhttps://a.example/${"x".repeat(300)}\n\n\`${"y".repeat(200)}\``,
  ],
  title: [`title: ${TITLE.repeat(3)}\nsection: s2\nkicker: ${TITLE}`, "正文"],
  tags: [
    `title: 三十个标签\nsection: s3\nlang: zh-Hant\nauthors: ${numbered("作者", 14)}\ntags: ${numbered("標籤", 30)}\ncorrections: [{ at: 2026-05-06, note: ${WORD} }]`,
    "正文",
  ],
  media: [
    "title: Sound, film and <MathML>\nsection: s0\nlang: en\nattachments: [{ url: 'https://b.invalid/talk.mp3', duration: 1800 }]",
    `<video src="https://b.invalid/film.mp4" controls></video>\n\n<audio src="https://b.invalid/a.mp3" controls></audio>\n\n<iframe src="https://www.youtube.com/embed/abc"></iframe>\n\n<math display="block"><mrow>${"<mi>x</mi><mo>+</mo>".repeat(60)}<mi>y</mi></mrow></math>\n\nA note[^1].\n\n[^1]: The note.`,
  ],
  rtl: ["title: مقال بالعربية عن النهر\nsection: s0\nlang: ar", "نص عربي طويل عن النهر والجسر."],
  nothing: ["title: 没有正文\nsection: s0", ""],
};

const PATHS = [
  "/",
  "/sections/s0",
  "/sections/s1",
  "/sections/s4",
  "/search",
  "/search?q=正文",
  `/search?q=${WORD}`,
  `/search?tag=${WORD}`,
  "/nothing",
  "/feeds",
  `/tags/${WORD}`,
  ...Object.keys(ARTICLES).map((id) => `/articles/${id}`),
];

describe.skipIf(CHROMIUM === undefined)("pages of awkward content", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-awkward-"));
  let browser: Browser;
  let site: ServedSeed;
  beforeAll(async () => {
    mkdirSync(join(folder, "articles"));
    writeFileSync(join(folder, "site.toml"), SITE);
    for (const [id, [front, body]] of Object.entries(ARTICLES)) {
      const text = `---\nid: ${id}\npublished: 2026-05-02\n${front}\n---\n${body}\n`;
      writeFileSync(join(folder, "articles", `${id}.md`), text);
    }
    [browser, site] = await Promise.all([startBrowser(), serveContent(folder)]);
  }, 300_000);
  afterAll(async () => {
    await Promise.all([browser?.close(), site?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(PATHS)(
    "%s fits into any window, asks nobody else, and axe finds nothing in it",
    async (path) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
      const foreign: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(site.url)) foreign.push(request.url());
      });
      const answer = await page.goto(site.url + path);
      expect(answer?.status()).toBe(path === "/nothing" ? 404 : 200);
      await page.evaluate(axe.source);
      for (const width of [1440, 700, 360, 320]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await overflow(page), `${width} pixels`).toBeLessThanOrEqual(0);
        expect(await overlaps(page), `${width} pixels`).toEqual([]);
      }
      expect(await violations(page)).toEqual([]);
      expect(foreign).toEqual([]);
      await page.close();
    },
  );

  test("no name of a section lies upon what stands beside it", async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
    for (const path of ["/", "/search"]) {
      await page.goto(site.url + path);
      const wide = `[...document.querySelectorAll(".tree a")].filter((link) =>
        link.getBoundingClientRect().right > link.closest("li").getBoundingClientRect().right + 1).map((link) => link.textContent)`;
      expect(await page.evaluate(wide), path).toEqual([]);
    }
    await page.close();
  });
});
