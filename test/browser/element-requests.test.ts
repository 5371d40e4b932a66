import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CHROMIUM } from "./chromium.ts";
import {
  apiRequests,
  collectEvents,
  fieldOf,
  optionsOf,
  searchFor,
  setStage,
  type Stage,
} from "./embedded.ts";

const INLINE = "<broadsheet-search></broadsheet-search>";

describe.skipIf(CHROMIUM === undefined)("what the search element asks", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 300_000);
  afterAll(() => stage?.stop());

  const statusOf = (page: Page): Promise<string> =>
    page.locator("broadsheet-search [part=status]").innerText();

  test("the first search takes one script and two requests: the one on focus, and its own", async () => {
    const requests: string[] = [];
    const page = await stage.open(INLINE, {
      context: {},
      prepare: async (page) => page.on("request", (request) => requests.push(request.url())),
    });
    await searchFor(page, "lantern");
    await page.waitForTimeout(300);
    const { url } = stage.seed;
    expect(requests.filter((request) => request.startsWith(url))).toEqual([
      `${url}/search.js`,
      `${url}/api/search?`,
      `${url}/api/search?q=lantern`,
    ]);
  });

  test("one search has one address, however it is typed", async () => {
    const page = await stage.open(INLINE);
    const urls = apiRequests(page);
    for (const typed of ["night ferry", "  night   ferry ", "night\u3000ferry", "night ferry "]) {
      await fieldOf(page).fill(typed);
      await page.waitForTimeout(250);
    }
    expect(urls).toEqual(["/api/search", "/api/search?q=night+ferry"]);
  });

  test("filters of the element and of its facets stand in the address, in one order", async () => {
    const page = await stage.open(
      `<broadsheet-search language="en" section="english" tag="travel" facets="section year lang" limit="5"></broadsheet-search>`,
    );
    const urls = apiRequests(page);
    await searchFor(page, "river");
    const chips = page.locator("broadsheet-search [part=chip]");
    const year = chips.filter({ hasText: /^20\d\d / }).first();
    const value = (await year.innerText()).slice(0, 4);
    await year.click();
    await page.locator("broadsheet-search [part=chip][aria-pressed=true]").waitFor();
    expect(urls.at(-1)).toBe(
      `/api/search?q=river&section=english&tag=travel&lang=en&after=${value}&before=${Number(value) + 1}&limit=5`,
    );
    const dates = await page.locator("broadsheet-search [part=meta]").allInnerTexts();
    expect(dates.length).toBeGreaterThan(0);
    expect(dates.every((meta) => meta.includes(value))).toBe(true);
    await page.locator("broadsheet-search [part=chip][aria-pressed=true]").click();
    await page.waitForTimeout(300);
    expect(urls.at(-1)).toBe("/api/search?q=river&section=english&tag=travel&lang=en&limit=5");
  });

  test("an older answer that comes late is never shown over a newer one", async () => {
    const page = await stage.open(INLINE);
    await page.route("**/api/search?q=snow", async (route) => {
      const response = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      await route.fulfill({ response }).catch(() => undefined);
    });
    await Promise.all([page.waitForRequest("**/api/search?q=snow"), fieldOf(page).fill("snow")]);
    await fieldOf(page).fill("lantern");
    await page
      .locator("broadsheet-search mark", { hasText: /lantern/i })
      .first()
      .waitFor();
    const before = await optionsOf(page).allInnerTexts();
    await page.waitForTimeout(1_500);
    expect(await optionsOf(page).allInnerTexts()).toEqual(before);
    expect(before.join()).not.toMatch(/<mark>snow/i);
  });

  test("what takes long, fails or has no connection is said, and can be asked again", async () => {
    const page = await stage.open(INLINE);
    await page.route("**/api/search?q=slow", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      await route.continue().catch(() => undefined);
    });
    await fieldOf(page).fill("slow");
    await page.locator("broadsheet-search [part=status]", { hasText: "Searching…" }).waitFor();

    await page.route("**/api/search?q=lantern", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: `{"status":503}`,
      }),
    );
    await fieldOf(page).fill("lantern");
    const error = page.locator("broadsheet-search", { hasText: "The search does not answer." });
    await error.waitFor();
    await page.unroute("**/api/search?q=lantern");
    await page.locator("broadsheet-search [part=action]", { hasText: "Try again" }).click();
    await page.locator("broadsheet-search mark").first().waitFor();

    // A page of a hotel's network in the place of the answer.
    await page.route("**/api/search?q=river", (route) =>
      route.fulfill({ contentType: "text/html", body: "<h1>Welcome</h1>" }),
    );
    await fieldOf(page).fill("river");
    await error.waitFor();

    await page.context().setOffline(true);
    await fieldOf(page).fill("bridge");
    await page.locator("broadsheet-search", { hasText: "You are offline." }).waitFor();
    await page.context().setOffline(false);
    await page
      .locator("broadsheet-search mark", { hasText: /bridge/i })
      .first()
      .waitFor();
  });

  test("what the API says of a search is said in words", async () => {
    const page = await stage.open(INLINE);
    const answer = { total: 0, hits: [], facets: {} };
    const hit = (title: string, partial: boolean) => ({
      id: title,
      url: `https://a.example/${title}`,
      title,
      partial,
      lang: "en",
      highlights: { title: [{ text: title, match: false }], snippet: [] },
    });
    const answers: Readonly<Record<string, object>> = {
      nothing: answer,
      meant: { ...answer, suggestion: "lantern" },
      corrected: {
        ...answer,
        total: 1,
        hits: [hit("one", false)],
        corrected: [{ from: "lantren", to: "lantern" }],
      },
      ignored: {
        ...answer,
        total: 2,
        hits: [hit("one", false), hit("two", false)],
        ignored: ["section:nowhere"],
      },
      parts: { ...answer, total: 1, partial: true, hits: [hit("half", true)] },
      both: { ...answer, total: 1, hits: [hit("whole", false), hit("half", true)] },
      long: { ...answer, total: 1, degraded: true, hits: [hit("one", false)] },
    };
    await page.route("**/api/search?q=*", (route) => {
      const q = new URL(route.request().url()).searchParams.get("q") ?? "";
      return q in answers ? route.fulfill({ json: answers[q] }) : route.continue();
    });
    const said: Record<string, string> = {};
    for (const q of Object.keys(answers)) {
      await Promise.all([page.waitForResponse(`**/api/search?q=${q}`), fieldOf(page).fill(q)]);
      await page.waitForTimeout(80);
      said[q] = await statusOf(page);
      if (q === "meant") {
        await page.locator("broadsheet-search [part=action]", { hasText: "lantern" }).click();
        await page.locator("broadsheet-search mark").first().waitFor();
        expect(await fieldOf(page).inputValue()).toBe("lantern");
      }
      if (q === "both") {
        const group = page.locator("broadsheet-search [role=listbox] [role=group]");
        expect(await group.getAttribute("aria-label")).toBe("With some of the words");
        expect(await group.locator("[role=option]").count()).toBe(1);
      }
    }
    expect(said).toEqual({
      nothing: "Nothing for “nothing”. Try fewer words.",
      meant: "Nothing for “meant”. Try fewer words.",
      corrected: "Nothing for “lantren”; showing “lantern”. 1 result",
      ignored: "2 results Left out: section:nowhere",
      parts: "With some of the words: 1",
      both: "1 result",
      long: "1 result Only some words count.",
    });
  });

  test("a search of any length is asked in an address that fits, and it is said that it was long", async () => {
    const page = await stage.open(INLINE);
    const urls = apiRequests(page);
    await fieldOf(page).fill("灯戏".repeat(3_000));
    await page.locator("broadsheet-search", { hasText: "Only some words count." }).waitFor();
    expect(urls.at(-1)?.length).toBeLessThan(16_000);
    // Nor is a character cut in two where the address ends.
    await fieldOf(page).fill(`渡${"🏮".repeat(1_000)}`);
    await vi.waitFor(() => expect(decodeURIComponent(urls.at(-1) ?? "")).toMatch(/q=渡🏮+.?$/u), {
      timeout: 10_000,
    });
    expect(decodeURIComponent(urls.at(-1) ?? "")).toMatch(/q=渡🏮+$/u);
  });

  test("the page is told of all that happens, and can forbid it", async () => {
    const page = await stage.open(INLINE);
    const seen = await collectEvents(page);
    // At once: letters typed slowly are searches of their own.
    await fieldOf(page).fill("lantern");
    await page.locator("broadsheet-search [part=hit]").first().waitFor();
    await fieldOf(page).fill("zzzzqqq");
    await page.locator("broadsheet-search", { hasText: "Nothing for" }).waitFor();
    await fieldOf(page).fill("lantern");
    await page.locator("broadsheet-search [part=hit]").first().waitFor();
    await page.evaluate(
      "document.addEventListener('broadsheet-select', (event) => event.preventDefault())",
    );
    await page.locator("broadsheet-search [part=hit]").first().click();
    expect(page.url()).toContain(stage.site.url);
    const events = await seen();
    expect(events).toMatchObject([
      { type: "broadsheet-search", query: "lantern", total: 3 },
      { type: "broadsheet-open" },
      { type: "broadsheet-search", query: "zzzzqqq", total: 0 },
      { type: "broadsheet-empty", query: "zzzzqqq" },
      { type: "broadsheet-search", query: "lantern" },
      { type: "broadsheet-select", query: "lantern", hit: { lang: "en" } },
    ]);
    expect(events.at(0)).toHaveProperty("ms", expect.any(Number));
    await page.evaluate(`
      document.querySelector("broadsheet-search").close();
      for (const name of ["open", "search"])
        document.addEventListener("broadsheet-" + name, (event) => event.preventDefault());
      document.querySelector("broadsheet-search").open();
    `);
    expect(await page.locator("broadsheet-search [part=panel]").isVisible()).toBe(false);
  });

  test("the search stands in the page's address: Back undoes it, reload and a link bring it back", async () => {
    for (const mode of ["", ` mode="dialog"`]) {
      const body = `<broadsheet-search url-param="s"${mode}></broadsheet-search>`;
      const page = await stage.open(body, { rest: "?page=2#part" });
      const start = page.url();
      await page.evaluate("history.replaceState({ router: 7 }, '')");
      if (mode) await page.keyboard.press("/");
      await searchFor(page, "lantern");
      await fieldOf(page).pressSequentially(" opera", { delay: 10 });
      await page.waitForURL("**?page=2&s=lantern+opera#part");
      expect(await page.evaluate("history.state")).toEqual({ router: 7 });
      await page.reload();
      await page.locator("broadsheet-search mark").first().waitFor();
      expect(await fieldOf(page).inputValue()).toBe("lantern opera");
      await page.goBack();
      await page.waitForURL(start);
      expect(await fieldOf(page).inputValue()).toBe("");
      expect(await page.locator("broadsheet-search [part=panel]").isVisible()).toBe(false);
      await page.goForward();
      await page.locator("broadsheet-search mark").first().waitFor();
      expect(await fieldOf(page).inputValue()).toBe("lantern opera");
      // To an article, and back to the search.
      const url = page.url();
      await page.locator("broadsheet-search [part=hit]").first().click();
      await page.waitForURL("**/articles/**");
      await page.goBack();
      await page.waitForURL(mode ? "**" : url);
    }
  });

  test("without url-param the address stays, and going through the history leaves the field alone", async () => {
    const page = await stage.open(INLINE);
    const start = page.url();
    await searchFor(page, "lantern");
    expect(page.url()).toBe(start);
    await page.evaluate("location.hash = 'a'");
    await page.goBack();
    await page.waitForTimeout(100);
    expect(await fieldOf(page).inputValue()).toBe("lantern");
  });

  test("recent searches are kept where the page wants it, as texts, and can be forgotten", async () => {
    const plain = await stage.open(INLINE, { context: {} });
    await plain.evaluate("document.addEventListener('click', (event) => event.preventDefault())");
    await searchFor(plain, "lantern");
    await plain.locator("broadsheet-search [part=hit]").first().click();
    expect(await plain.evaluate("localStorage.length")).toBe(0);

    const hostile = `<img src=x onerror="window.hacked=1">`;
    const page = await stage.open(`<broadsheet-search recent></broadsheet-search>`, {
      context: {},
    });
    await page.evaluate("document.addEventListener('click', (event) => event.preventDefault())");
    await page.evaluate(
      `localStorage.setItem("broadsheet-recent", ${JSON.stringify(JSON.stringify([hostile, 7, { a: 1 }]))})`,
    );
    await searchFor(page, "lantern");
    await page.locator("broadsheet-search [part=hit]").first().click();
    await fieldOf(page).fill("");
    expect(await optionsOf(page).allInnerTexts()).toEqual(["lantern", hostile]);
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    await fieldOf(page).press("ArrowDown");
    await fieldOf(page).press("Enter");
    await page.locator("broadsheet-search mark").first().waitFor();
    expect(await fieldOf(page).inputValue()).toBe("lantern");
    await fieldOf(page).fill("");
    await page.locator("broadsheet-search [part=action]", { hasText: "Clear" }).click();
    expect(await optionsOf(page).count()).toBe(0);
    expect(await page.evaluate("localStorage.getItem('broadsheet-recent')")).toBe("[]");
    for (const kept of ["{", "null", "7", `"abc"`, "{}"]) {
      await page.evaluate(`localStorage.setItem("broadsheet-recent", ${JSON.stringify(kept)})`);
      await fieldOf(page).fill("a");
      await fieldOf(page).fill("");
      expect(await optionsOf(page).count()).toBe(0);
    }
  });
});
