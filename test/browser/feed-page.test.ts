import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { CHROMIUM, startBrowser } from "./chromium.ts";

/** Where screenshots are left for people to look at; nowhere without it. */
const SCREENSHOTS = process.env["SCREENSHOTS"];

describe.skipIf(CHROMIUM === undefined)("a feed opened in a browser", () => {
  let browser: Browser;
  const seed = { url: inject("seedUrl") };
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  /** Opens a path as a person does, and gives what went wrong meanwhile. */
  async function open(
    path: string,
    width: number,
    colorScheme: "light" | "dark" = "light",
  ): Promise<{ readonly page: Page; readonly faults: readonly string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const faults: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // Pictures that were still loading when the next page was opened.
      if (why !== "net::ERR_ABORTED") faults.push(`${request.url()}: ${why}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) faults.push(`${response.url()}: ${response.status()}`);
    });
    await page.goto(seed.url + path, { waitUntil: "networkidle" });
    if (SCREENSHOTS !== undefined) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      const name = `${path.replaceAll(/[^a-z0-9]+/gi, "-")}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(SCREENSHOTS, name) });
    }
    return { page, faults };
  }

  /** Pixels by which a page is wider than its window. The tests' compiler knows no browser, so
   *  that this is a text. */
  async function overflowOf(page: Page): Promise<number> {
    const root = "document.documentElement";
    return page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
  }

  async function firstTitle(folder: string): Promise<string> {
    const feed = (await (await fetch(`${seed.url}${folder}/feed.json`)).json()) as {
      readonly items: readonly { readonly title: string }[];
    };
    return feed.items[0]?.title ?? "";
  }

  test.each<[folder: string, file: string, section: string, words: string, width: number]>([
    ["/sections/news/politics", "feed.xml", "党政要闻", "这是一个订阅源", 1280],
    ["/sections/overseas", "atom.xml", "海外版", "這是一個訂閱源", 1280],
    ["/sections/english", "feed.json", "English", "This is a feed", 1280],
    ["/sections/english", "feed.xml", "English", "This is a feed", 360],
    ["/sections/news/politics", "atom.xml", "党政要闻", "这是一个订阅源", 360],
  ])("%s/%s is a readable page in its own language", async (folder, file, ...rest) => {
    const [section, words, width] = rest;
    const { page, faults } = await open(`${folder}/${file}`, width);
    expect(await page.locator("h1").innerText()).toContain(section);
    const main = page.locator("main");
    expect(await main.innerText()).toContain(words);
    expect(await main.locator("article h2").first().innerText()).toBe(await firstTitle(folder));
    expect(await main.locator("code").first().innerText()).toBe(`${seed.url}${folder}/${file}`);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    // The first article is seen without scrolling.
    const box = await main.locator("article h2").first().boundingBox();
    expect(box?.y).toBeLessThan(900);
    expect(faults).toEqual([]);
    await page.close();
  });

  test("one click marks the whole address, so that it can be copied without a script", async () => {
    const { page } = await open("/feed.xml", 1280, "dark");
    await page.locator("main code").first().click();
    const marked = await page.evaluate<string>("getSelection().toString().trim()");
    expect(marked).toBe(`${seed.url}/feed.xml`);
    await page.close();
  });

  test("its links lead to pages too: the other formats, the archive, the list of all feeds", async () => {
    const { page, faults } = await open("/feed.xml", 1280);
    for (const name of ["Atom", "JSON Feed"]) {
      await page.locator("main .subscribe").getByRole("link", { name }).click();
      expect(await page.locator("main .subscribe b[aria-current]").innerText()).toBe(name);
    }
    await page.locator("main a[rel=next]").click();
    expect(page.url()).toContain("/archive/");
    expect(await page.locator("main article").count()).toBeGreaterThan(10);
    await page.locator("body > footer").getByRole("link", { name: "全部订阅源" }).click();
    expect(await page.locator("h1").innerText()).toBe("全部订阅源");
    expect(faults).toEqual([]);
    await page.close();
  });

  test.each([1280, 360])(
    "the list of all feeds is a readable page %i pixels wide",
    async (width) => {
      const { page, faults } = await open("/feeds", width);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      expect(await page.locator("main .feedlist li").count()).toBeGreaterThan(20);
      expect(faults).toEqual([]);
      await page.close();
    },
  );
});
