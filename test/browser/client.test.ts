import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { SEEN } from "../client/scenario.ts";
import { CHROMIUM, startBrowser } from "./chromium.ts";
import { type ForeignSite, startForeignSite } from "./foreign-site.ts";

describe.skipIf(CHROMIUM === undefined)("in Chromium", () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  let elsewhere: ForeignSite;
  beforeAll(async () => {
    [browser, elsewhere] = await Promise.all([startBrowser(), startForeignSite()]);
  });
  afterAll(() => Promise.all([browser.close(), elsewhere.stop()]));

  test("the client reads the served newspaper from a page of another origin", async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `export { createClient } from "../../dist/client/client.js"; export { readEverything } from "./scenario.ts";`,
        resolveDir: "test/client",
        loader: "ts",
      },
      bundle: true,
      write: false,
      format: "iife",
      globalName: "bundle",
    });
    const page = await browser.newPage();
    elsewhere.put("/", { html: "<!doctype html><title>elsewhere</title>" });
    await page.goto(`${elsewhere.url}/`);
    await page.addScriptTag({ content: outputFiles[0]!.text });
    const site = inject("seedUrl");
    const seen: unknown = await page.evaluate(
      `bundle.readEverything({ createClient: bundle.createClient, site: ${JSON.stringify(site)} })`,
    );
    expect(seen).toEqual(SEEN);
  });
});
