import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { inject } from "vitest";
import { startBrowser } from "./chromium.ts";
import { type ForeignSite, startForeignSite } from "./foreign-site.ts";

/** How a page that embeds the search is opened. */
type Opening = {
  readonly lang?: string;
  /** What stands in the head beside the script. */
  readonly head?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What follows `?` or `#`. */
  readonly rest?: string;
  readonly context?: BrowserContextOptions;
  /** Called before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
};

/** A browser, the search, and a site of somebody else that embeds it: a script that is built from
 *  "src/widget/main.ts". */
export type Stage = {
  readonly browser: Browser;
  /** Where the search is, without a slash at the end. */
  readonly seed: { readonly url: string };
  readonly site: ForeignSite;
  /** Opens a page of the foreign site with this body, and closes those that were open. */
  readonly open: (body: string, opening?: Opening) => Promise<Page>;
  readonly stop: () => Promise<void>;
};

const VIEWPORT = { width: 1000, height: 800 };

let pages = 0;

/** Starts all three. */
export async function setStage(): Promise<Stage> {
  const [browser, site] = await Promise.all([startBrowser(), startForeignSite()]);
  const seed = { url: inject("seedUrl") };
  const usual = await browser.newContext({ viewport: VIEWPORT });
  return {
    browser,
    seed,
    site,
    async open(body, opening = {}) {
      for (const context of browser.contexts()) {
        if (context !== usual) await context.close();
      }
      for (const page of usual.pages()) await page.close();
      const path = `/page-${++pages}`;
      const script = `<script type="module" src="${seed.url}/search.js"></script>`;
      const html = pageOf(body, opening.lang, `${script}${opening.head ?? ""}`);
      site.put(path, { html, ...(opening.headers && { headers: opening.headers }) });
      const context = opening.context
        ? await browser.newContext({ viewport: VIEWPORT, ...opening.context })
        : usual;
      const page = await context.newPage();
      await opening.prepare?.(page);
      await page.goto(`${site.url}${path}${opening.rest ?? ""}`);
      if (opening.context?.javaScriptEnabled !== false)
        await page.waitForFunction("customElements.get('broadsheet-search')");
      return page;
    },
    async stop() {
      await Promise.all([browser.close(), site.stop()]);
    },
  };
}

/** A whole page with a title, in a language. */
export function pageOf(body: string, lang = "en", head = ""): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>A page</title>${head}</head><body>${body}</body></html>`;
}

/** The field of an element. */
export function fieldOf(page: Page, element = "broadsheet-search"): Locator {
  return page.locator(`${element} input[role=combobox]`);
}

/** The options below it. */
export function optionsOf(page: Page, element = "broadsheet-search"): Locator {
  return page.locator(`${element} [role=option]`);
}

/** Types a search as a person does, and waits for its first hit. */
export async function searchFor(page: Page, query: string): Promise<void> {
  await fieldOf(page).pressSequentially(query, { delay: 20 });
  await page.locator("broadsheet-search [part=hit] mark").first().waitFor();
}

/** Collects the addresses of the API that a page asks. */
export function apiRequests(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/")) urls.push(pathname + search);
  });
  return urls;
}

/** Collects the events of the element, by name, with their details. */
export async function collectEvents(page: Page): Promise<() => Promise<readonly unknown[]>> {
  await page.evaluate(`
    window.seen = [];
    for (const name of ["open", "search", "empty", "select"])
      document.addEventListener("broadsheet-" + name, ({ type, detail }) => seen.push({ type, ...detail }));
  `);
  return () => page.evaluate("seen");
}
