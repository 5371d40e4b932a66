import { readFileSync } from "node:fs";
import { transform } from "esbuild";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM } from "./chromium.ts";
import { fieldOf, optionsOf, pageOf, searchFor, setStage, type Stage } from "./embedded.ts";

const DOCS = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");

/** The first block of code of a kind: what stands behind the fence, such as `html hugo`. */
function block(kind: string): string {
  const [, code] = DOCS.split(`\n\`\`\`${kind}\n`);
  if (code === undefined) throw new TypeError(`the docs have no block ${kind}`);
  return code.slice(0, code.indexOf("\n```"));
}

/** What makes an element as React and Vue do. */
const MAKE = `
const h = (name, attributes, children) => {
  if (typeof attributes === "string" || Array.isArray(attributes)) [attributes, children] = [null, attributes];
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) element.setAttribute(key, value);
  element.append(...[children ?? []].flat(9));
  return element;
};
const React = { createElement: (name, attributes, ...children) => h(name, attributes, children) };
`;

/** Runs a module that exports by default, without its imports, and puts what it makes into the
 *  page. */
function running(code: string, make: string): string {
  const own = code.replaceAll(/^import .*$/gm, "").replace("export default", "const made =");
  return `<main></main><script type="module">${MAKE}${own}\ndocument.querySelector("main").append(${make});</script>`;
}

describe.skipIf(CHROMIUM === undefined)("embedding, as docs/embedding.md tells it", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 300_000);
  afterAll(() => stage?.stop());

  const ours = (code: string): string =>
    code
      .replaceAll("https://news.example.org", stage.seed.url)
      .replaceAll("{{ site.Params.search }}", stage.seed.url)
      .replaceAll("{{ site.Language.Lang }}", "en");
  const script = (): string => `<script type="module" src="${stage.seed.url}/search.js"></script>`;

  /** Opens a page, whose script is the snippet's own. */
  async function openAlone(body: string, hasScript = true): Promise<Page> {
    stage.site.put("/snippet", { html: pageOf(body) });
    const context = await stage.browser.newContext({ javaScriptEnabled: hasScript });
    const page = await context.newPage();
    await page.goto(`${stage.site.url}/snippet`);
    return page;
  }

  async function findsWithScript(page: Page): Promise<void> {
    await page.waitForFunction("document.querySelector('broadsheet-search')?.shadowRoot");
    await page.evaluate("document.querySelector('broadsheet-search').open()");
    await searchFor(page, "lantern");
    expect(await optionsOf(page).count()).toBeGreaterThan(0);
    await fieldOf(page).press("Enter");
    await page.waitForURL(`${stage.seed.url}/search?q=lantern`);
    await page.context().close();
  }

  async function findsWithout(page: Page): Promise<void> {
    await page.getByRole("searchbox").fill("lantern");
    await page.getByRole("button").click();
    await page.waitForURL(`${stage.seed.url}/search?q=lantern`);
    await page.context().close();
  }

  test.each([
    ["plain HTML", () => block("html")],
    ["Hugo", () => block("html hugo")],
    ["Astro", () => block("astro").replace("is:inline ", "")],
    [
      "WordPress",
      () => {
        const [, html = ""] = /fn\(\) => '\n([^']+)'/.exec(block("php")) ?? [];
        const [, src = ""] = /'(https:[^']+search\.js)'/.exec(block("php")) ?? [];
        return `${html}<script defer src="${src}"></script>`;
      },
    ],
  ])("%s: the lines find, with and without JavaScript", async (_name, snippet) => {
    const body = ours(snippet());
    await findsWithScript(await openAlone(body));
    await findsWithout(await openAlone(body, false));
  });

  test("Docusaurus: the component is the element with its form", async () => {
    const { code } = await transform(ours(block("jsx")), { loader: "jsx" });
    const called = code.replace("export default function SearchBar", "function SearchBar");
    await findsWithScript(await openAlone(script() + running(called, "SearchBar()")));
  });

  test("VitePress: the layout has the element with its form", async () => {
    const code = ours(block("js vitepress"))
      .replace(/Layout: [^]*?\),\n/, "search,\n")
      .replace("extends: DefaultTheme,\n", "");
    await findsWithScript(await openAlone(script() + running(code, "made.search()")));
  });

  test("the template of the docs shows hits", async () => {
    const page = await openAlone(script() + block("html template"));
    await page.waitForFunction("document.querySelector('broadsheet-search').shadowRoot");
    await searchFor(page, "lantern").catch(() => undefined);
    expect(await page.locator("broadsheet-search [part=my-title]").count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test("the demo shows all forms, finds under its own strict policy, and tells what to pin", async () => {
    const faults: string[] = [];
    const context = await stage.browser.newContext();
    const page = await context.newPage();
    page.on("console", (message) => {
      // The seed has no icon, which a browser asks for by itself.
      if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico"))
        faults.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(`${stage.seed.url}/demo`);
    await page.waitForFunction("customElements.get('broadsheet-search')");
    const ids = await page.evaluate<readonly string[]>(
      "[...document.querySelectorAll('broadsheet-search')].map(({ id }) => id)",
    );
    expect(ids.length).toBeGreaterThanOrEqual(6);
    for (const id of ids) {
      await page.evaluate(`document.getElementById("${id}").query = "灯戏"`);
      await page.evaluate(`document.getElementById("${id}").open()`);
      await page.locator(`#${id} [role=option]`).first().waitFor();
      await page.evaluate(`document.getElementById("${id}").close()`);
    }
    const pinned = await page.locator("code", { hasText: "integrity" }).innerText();
    const [, path = "", integrity = ""] =
      /(\/search-\w+\.js)" integrity="([^"]+)"/.exec(pinned) ?? [];
    const tag = `<script type="module" src="${stage.seed.url}${path}" integrity="${integrity}" crossorigin></script>`;
    expect(faults).toEqual([]);
    await context.close();
    await findsWithScript(await openAlone(`${tag}<broadsheet-search></broadsheet-search>`));
    const wrong = await openAlone(
      `${tag.replace("sha384-", "sha384-A")}<broadsheet-search><form></form></broadsheet-search>`,
    );
    await wrong.waitForTimeout(300);
    expect(
      await wrong.evaluate("document.querySelector('broadsheet-search').shadowRoot"),
    ).toBeNull();
    await wrong.context().close();
  });
});
