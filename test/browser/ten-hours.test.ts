import { readFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createStage, type Stage } from "../edge/stage.ts";
import { madeArticle, madeArticles } from "../store/made-articles.ts";
import { CHROMIUM, startBrowser } from "./chromium.ts";

const START = Date.UTC(2026, 10, 20);
const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Ten hours pass in twelve seconds, and what a browser may keep lives as much shorter. */
const FASTER = 3_000;
const BASE = madeArticles(12, { bytes: 200, from: START - 50 * HOUR });

describe.skipIf(CHROMIUM === undefined)("somebody who comes back after ten hours", () => {
  let browser: Browser;
  let server: Server;
  let stage: Stage;
  let url: string;
  beforeAll(async () => {
    const script = readFileSync(join(import.meta.dirname, "../../src/search-element.txt"), "utf8");
    stage = createStage(START, script);
    await stage.publish([...BASE, today("Zebra of yesterday", START - HOUR)]);
    await stage.wait(5 * MINUTE);
    server = createServer((request, response) => void answer(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on TCP has an address with a port.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await startBrowser();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const answer = async (
    { url: path = "/", headers }: IncomingMessage,
    response: ServerResponse,
  ) => {
    const init = { headers: { Accept: headers.accept ?? "*/*" } };
    const { status, text, headers: given } = await stage.ask(path, "A", init);
    const own = [...given].filter(([name]) => !/^content-(?:length|encoding)$/.test(name));
    const control = (given.get("Cache-Control") ?? "").replace(
      /(max-age|stale-while-revalidate)=(\d+)/g,
      (_, name: string, seconds: string) => `${name}=${Math.floor(Number(seconds) / FASTER)}`,
    );
    response.writeHead(status, { ...Object.fromEntries(own), "cache-control": control }).end(text);
  };
  const today = (title: string, published: number) =>
    madeArticle({
      id: title.replaceAll(" ", "-"),
      title,
      lang: "en",
      body: "<p>zebra</p>",
      published: new Date(published).toISOString(),
    });
  const find = async (page: Page): Promise<string> => {
    const element = page.locator("broadsheet-search").first();
    const field = element.locator("input[role=combobox]");
    await field.fill("");
    await page.waitForTimeout(300);
    await field.fill("zebra");
    await element.locator("[role=option]").first().waitFor();
    await page.waitForTimeout(500);
    return (await element.locator("[role=option]").allInnerTexts()).join("\n");
  };

  test("sees today's release on the front page and in the element, though every purge of the publisher was lost", async () => {
    const context = await browser.newContext();
    const [front, gone, kept] = [
      await context.newPage(),
      await context.newPage(),
      await context.newPage(),
    ];
    for (const page of [front, gone]) {
      await page.goto(url);
      expect(await page.innerText("main")).toContain("Zebra of yesterday");
    }
    await gone.goto(`${url}/feeds`);
    await kept.goto(`${url}/demo`);
    expect(await find(kept)).toContain("of yesterday");
    await stage.wait(9 * HOUR);
    await stage.publish([
      ...BASE,
      today("Zebra of yesterday", START - HOUR),
      today("Zebra of today", stage.now - MINUTE),
    ]);
    await stage.wait(HOUR);
    await front.waitForTimeout((10 * HOUR) / FASTER);
    // A tab that was left open, and looked at again.
    expect(await find(kept)).toContain("of today");
    // On the way back a browser shows what it kept, however old: RFC 9111 section 6. Loaded again it
    // is today's.
    await gone.goBack();
    await gone.reload();
    expect(await gone.innerText("main")).toContain("Zebra of today");
    await front.goto(url);
    expect(await front.innerText("main")).toContain("Zebra of today");
    await kept.reload();
    expect(await find(kept)).toContain("of today");
    const again = await context.newPage();
    await again.goto(`${url}/demo`);
    expect(await find(again)).toContain("of today");
  });
});
