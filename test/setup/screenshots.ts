import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { startBrowser } from "../browser/chromium.ts";
import { PAGE_KINDS } from "../browser/page-kinds.ts";
import { serveSeed } from "../browser/served-seed.ts";

/** Photographs every kind of page of the seed, the demo and the element as people see them, light
 *  and dark, on a phone and on a desk, into the folder that is named:
 *  node test/setup/screenshots.ts FOLDER [--whole] [--at URL] [NAME …]
 *  With --whole a picture shows the page to its end; with --at it is of a site that is served
 *  already; a name is the beginning of a picture's. */
const args = process.argv.slice(2);
const isWhole = args.includes("--whole");
const at = args.includes("--at") ? args[args.indexOf("--at") + 1] : undefined;
const [folder = "docs/screenshots", ...names] = args.filter(
  (arg) => !arg.startsWith("--") && arg !== at,
);

const VIEWS = [
  { name: "phone", width: 360, height: 780, scheme: "light" },
  { name: "phone-dark", width: 360, height: 780, scheme: "dark" },
  { name: "desk", width: 1440, height: 1000, scheme: "light" },
  { name: "desk-dark", width: 1440, height: 1000, scheme: "dark" },
] as const;

/** A thing to photograph, and what is done before. */
type Subject = {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
};

/** The element in one of the demo's forms, with a search.
 *  @param id  of the element on the demo */
const element = (name: string, id: string, query: string): Subject => ({
  name: `element-${name}`,
  path: "/demo",
  async prepare(page) {
    await page.waitForFunction("customElements.get('broadsheet-search')");
    const host = page.locator(`#${id}`);
    // A little of the page above it stays in sight.
    await host.evaluate("(host) => scrollTo(0, host.getBoundingClientRect().top + scrollY - 120)");
    await host.locator("[part=trigger], [part=input]").first().click();
    await host.locator("[part=input]").fill(query);
    await host.locator("[part=status]", { hasText: /\S/ }).first().waitFor();
    await page.mouse.move(0, 0);
    await page.waitForTimeout(500);
    await page.keyboard.press("ArrowDown");
  },
});

const SUBJECTS: readonly Subject[] = [
  ...PAGE_KINDS,
  {
    name: "search-filtered",
    path: `/search?${new URLSearchParams({ q: "灯戏", section: "culture" }).toString()}`,
    prepare: (page) => page.locator("details summary").first().click(),
  },
  element("box", "box", "渡船"),
  element("hant", "in-zh-Hant", "燈戲"),
  element("en", "in-en", "lantern"),
  element("palette", "palette", "大桥"),
  element("nothing", "box", "qqqzzz"),
];

async function photograph(browser: Browser, url: string, view: (typeof VIEWS)[number]) {
  const { width, height, scheme } = view;
  for (const { name, path, prepare } of SUBJECTS) {
    const picture = `${name}-${view.name}`;
    if (names.length > 0 && !names.some((begin) => picture.startsWith(begin))) continue;
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
    await page.goto(url + path, { waitUntil: "networkidle" });
    await prepare?.(page);
    const png = await page.screenshot({ fullPage: isWhole, animations: "disabled" });
    // A page has few colours: a palette makes a third of it, and nobody sees the difference.
    const small = await sharp(png).png({ palette: true, colours: 96, effort: 10 }).toBuffer();
    writeFileSync(join(folder, `${picture}.png`), small);
    console.log(`${picture}: ${Math.round(small.length / 1024)} KB`);
    await page.close();
  }
}

mkdirSync(folder, { recursive: true });
const [browser, seed] = await Promise.all([
  startBrowser(),
  at === undefined ? serveSeed() : { url: at, stop: async () => {} },
]);
try {
  for (const view of VIEWS) await photograph(browser, seed.url, view);
} finally {
  await Promise.all([browser.close(), seed.stop()]);
}
