import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM } from "./chromium.ts";
import { apiRequests, fieldOf, optionsOf, searchFor, setStage, type Stage } from "./embedded.ts";

const INLINE = "<broadsheet-search></broadsheet-search>";
const DIALOG = `<broadsheet-search mode="dialog"></broadsheet-search>`;
/** A page's own component, with the element in its shadow root. */
const NESTED = `<my-box></my-box><script>
  customElements.define("my-box", class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "${INLINE}"; }
  });
</script>`;
const ROOT = `document.querySelector("broadsheet-search").shadowRoot`;

describe.skipIf(CHROMIUM === undefined)("the search element as a guest of other pages", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 300_000);
  afterAll(() => stage?.stop());

  const isOpen = (page: Page): Promise<boolean> =>
    page.evaluate(`${ROOT}.querySelector("[part=panel]").checkVisibility()`);

  /** Makes answers to searches wait. */
  async function slow(page: Page, ms: number): Promise<void> {
    await page.route("**/api/search?q=*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      await route.continue().catch(() => undefined);
    });
  }

  test.each([
    ["what holds it", `nav{STYLE}`],
    ["everything", `*{STYLE}`],
  ])("letters that a page gives to %s are not its own", async (_of, css) => {
    const style = `text-transform:uppercase!important;letter-spacing:3px!important;white-space:nowrap!important;
      line-height:1!important;text-align:right!important;color:red!important`;
    for (const body of [INLINE, DIALOG]) {
      const page = await stage.open(`<nav><div style="width:400px">${body}</div></nav>`, {
        head: `<style>${css.replace("STYLE", style)}</style>`,
      });
      await page.keyboard.press("/");
      await searchFor(page, "lantern");
      const letters = `(selector) => {
        const style = getComputedStyle(${ROOT}.querySelector(selector));
        const { textTransform, letterSpacing, textWrapMode, lineHeight, textAlign, color } = style;
        return [textTransform, letterSpacing, textWrapMode, lineHeight, textAlign, color].join(" ");
      }`;
      for (const part of ["title", "status"]) {
        expect(await page.evaluate(`(${letters})("[part=${part}]")`), part).toMatch(
          /^none normal wrap (?:24|21)px start (?:rgb\(28, 27, 25\)|color\(srgb 0\.39)/,
        );
      }
    }
  });

  test.each([
    [`<div lang="zh-Hant">${NESTED}</div>`, "en", "搜尋文章"],
    [NESTED, "zh-Hans", "搜索文章"],
    [INLINE, "zh_TW", "搜尋文章"],
    [INLINE, "zh_CN", "搜索文章"],
    [INLINE, "en_US", "Search articles"],
    [INLINE, "x-klingon", "Search articles"],
    [INLINE, "", "Search articles"],
  ])("in %s of a page in %j it says %j, and finds", async (body, lang, placeholder) => {
    const page = await stage.open(body, { lang });
    const field = page.locator("input[role=combobox]");
    expect(await field.getAttribute("placeholder")).toBe(placeholder);
    await field.fill("lantern");
    await page.locator("[part=hit] mark").first().waitFor();
  });

  test("numbers are written in its own language, not the browser's", async () => {
    const page = await stage.open(INLINE, { context: { locale: "de-DE" } });
    await page.route("**/api/search?q=*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), total: 1_234 } });
    });
    await fieldOf(page).fill("lantern");
    await page.locator("[part=status]", { hasText: "1,234 results" }).waitFor();
  });

  test("every one of its texts can be another", async () => {
    const page = await stage.open(
      `<broadsheet-search retry="Once more" error="Silence."></broadsheet-search>`,
    );
    await page.route("**/api/search?q=*", (route) => route.abort());
    await fieldOf(page).fill("lantern");
    await page.locator("broadsheet-search", { hasText: "Silence." }).waitFor();
    expect(await page.locator("[part=action]").innerText()).toBe("Once more");
  });

  test("what has no answer yet when the reader goes away opens nothing, and is asked again when they come back", async () => {
    for (const leave of [
      (page: Page) => page.keyboard.press("Escape"),
      (page: Page) => page.locator("#other").click(),
      (page: Page) => page.evaluate("document.querySelector('broadsheet-search').close()"),
    ]) {
      const page = await stage.open(
        `${INLINE}<button id="other" style="position:fixed;bottom:0">x</button>`,
      );
      await slow(page, 1_500);
      await fieldOf(page).fill("lantern");
      await page.locator("broadsheet-search [part=status]", { hasText: "Searching…" }).waitFor();
      await leave(page);
      await page.waitForTimeout(1_500);
      expect(await isOpen(page)).toBe(false);
      expect(await fieldOf(page).inputValue()).toBe("lantern");
      await page.locator("#other").focus();
      await fieldOf(page).focus();
      await page.locator("broadsheet-search [part=hit] mark").first().waitFor();
      expect(await isOpen(page)).toBe(true);
    }
  });

  test("a text in the field that nobody asked for is asked for when the reader comes to it", async () => {
    const page = await stage.open(DIALOG);
    await page.keyboard.press("/");
    await searchFor(page, "lantern");
    await page.evaluate("document.body.append(document.querySelector('broadsheet-search'))");
    await page.keyboard.press("/");
    await page.locator("broadsheet-search [part=hit] mark").first().waitFor();
    expect(await fieldOf(page).inputValue()).toBe("lantern");
  });

  test("attributes that change count at once, and what is open stays open", async () => {
    const page = await stage.open(INLINE);
    const requests = apiRequests(page);
    const set = (name: string, value: string): Promise<unknown> =>
      page.evaluate(
        `document.querySelector("broadsheet-search").setAttribute("${name}", "${value}")`,
      );
    await searchFor(page, "river");
    await set("section", "english/travel");
    await page.locator("broadsheet-search [part=status]", { hasText: "3 results" }).waitFor();
    expect(await isOpen(page)).toBe(true);
    await set("mode", "dialog");
    await page.locator("broadsheet-search dialog [part=hit] mark").first().waitFor();
    await set("theme", "dark");
    await set("class", "x");
    expect(await page.locator("broadsheet-search dialog").isVisible()).toBe(true);
    expect(requests.at(-1)).toBe("/api/search?q=river&section=english%2Ftravel");
  });

  test("a key event without a key, as browsers send when they fill a form, is none", async () => {
    const page = await stage.open(
      `<broadsheet-search shortcut="none"></broadsheet-search><form><input id="name"></form>`,
    );
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.evaluate(`(() => {
      const field = ${ROOT}.querySelector("input");
      for (const target of [document, document.getElementById("name"), field]) {
        target.dispatchEvent(new Event("keydown", { bubbles: true, composed: true }));
        target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, composed: true }));
      }
    })()`);
    expect(errors).toEqual([]);
    expect(await page.evaluate("document.activeElement.localName")).toBe("body");
  });

  test("an address that nobody may change keeps no search from its answer", async () => {
    const source = `<script type=module src=${stage.seed.url}/search.js></script><broadsheet-search url-param=q></broadsheet-search>`;
    const page = await stage.open(`${INLINE}<iframe srcdoc="${source}"></iframe>`);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    const frame = page.frameLocator("iframe");
    await frame.locator("input[role=combobox]").fill("lantern");
    await frame.locator("[part=hit] mark").first().waitFor();
    expect(errors).toEqual([]);
  });

  test("a page's own way to show hits that fails tells the page why", async () => {
    const page = await stage.open(INLINE);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.evaluate(`document.querySelector("broadsheet-search").renderHit = () => {
      throw new Error("my own mistake");
    }`);
    await fieldOf(page).fill("lantern");
    await page.locator("broadsheet-search", { hasText: "The search does not answer." }).waitFor();
    expect(errors).toEqual(["my own mistake"]);
  });

  test("what is said aloud has its place before anything is said", async () => {
    for (const body of [INLINE, DIALOG]) {
      const page = await stage.open(body);
      const cdp = await page.context().newCDPSession(page);
      const said = async (): Promise<readonly unknown[]> => {
        const { nodes } = await cdp.send("Accessibility.getFullAXTree");
        return nodes.filter(({ role, ignored }) => role?.value === "status" && !ignored);
      };
      if (body === DIALOG) await page.keyboard.press("/");
      expect(await said()).toHaveLength(1);
      await searchFor(page, "lantern");
      expect(await said()).toHaveLength(1);
      expect(await page.locator("broadsheet-search output").innerText()).toBe("3 results");
      // Nobody sees it a second time.
      const { width, height } = (await page.locator("broadsheet-search output").boundingBox()) ?? {
        width: 0,
        height: 0,
      };
      expect(width * height).toBeLessThanOrEqual(1);
    }
  });

  test("a long search that finds nothing stays within the panel", async () => {
    const page = await stage.open(INLINE);
    await fieldOf(page).fill("qz".repeat(400));
    const status = page.locator("broadsheet-search [part=status]", { hasText: "Nothing for" });
    await status.waitFor();
    expect(await status.innerText()).toMatch(/^Nothing for “(?:qz){20,60}…”\. Try fewer words\./);
    const spare = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(${ROOT}.querySelector("[part=panel]"))`;
    expect(await page.evaluate(spare)).toBe(0);
  });

  test("a hit that only its tags match shows them, parted", async () => {
    const page = await stage.open(INLINE);
    await page.route("**/api/search?q=*", async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { hits: object[] };
      answer.hits = [{ ...answer.hits[0], matched: "tag", tags: ["Lan River", "ferry"] }];
      await route.fulfill({ response, json: answer });
    });
    await fieldOf(page).fill("lantern");
    await optionsOf(page).first().waitFor();
    expect(await page.locator("[part=meta]").first().innerText()).toMatch(/^Lan River · ferry · /);
  });

  test("no day, section or tag of a hit breaks across lines, however wide the element is", async () => {
    for (const [lang, query] of [
      ["en", "lantern"],
      ["zh-Hans", "灯戏"],
      ["zh-Hant", "燈戲"],
    ] as const) {
      const page = await stage.open(INLINE, { lang });
      await page.route("**/api/search?q=*", async (route) => {
        const response = await route.fetch();
        const answer = (await response.json()) as { hits: object[] };
        const tags = ["Lan River", "非物质文化遗产", "ferry"];
        answer.hits = answer.hits.map((hit) => ({ ...hit, matched: "tag", tags }));
        await route.fulfill({ response, json: answer });
      });
      await fieldOf(page).fill(query);
      await optionsOf(page).first().waitFor();
      // Texts between the dots that stand on two lines, at any width.
      const broken = `(() => {
        const panel = ${ROOT}.querySelector("[part=panel]");
        const found = new Set();
        const nodes = [];
        for (const meta of ${ROOT}.querySelectorAll("[part=meta]")) {
          const walker = document.createTreeWalker(meta, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) nodes.push(walker.currentNode);
        }
        for (let width = 220; width < 520; width += 7) {
          panel.style.width = width + "px";
          for (const node of nodes) for (const { 0: text, index } of node.data.matchAll(/[^·\\s](?:[^·]*[^·\\s])?/g)) {
            const range = new Range();
            range.setStart(node, index);
            range.setEnd(node, index + text.length);
            const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
            if (Math.max(...tops) - Math.min(...tops) > 6) found.add(text);
          }
        }
        return [nodes.length, ...found];
      })()`;
      const [count, ...found] = await page.evaluate<readonly [number, ...string[]]>(broken);
      expect(count).toBeGreaterThan(0);
      expect(found, lang).toEqual([]);
    }
  });

  test("Esc in an empty field is the page's", async () => {
    const page = await stage.open(`<dialog id="own">${INLINE}</dialog>`);
    await page.evaluate("own.showModal()");
    await searchFor(page, "lantern");
    const shown: boolean[] = [];
    for (let time = 0; time < 3; time++) {
      await page.keyboard.press("Escape");
      shown.push(await page.locator("#own").isVisible());
    }
    expect(shown).toEqual([true, true, false]);
  });

  test("fingers find its buttons", async () => {
    const page = await stage.open(DIALOG.replace(">", ` facets="section" error="No.">`), {
      context: { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true },
    });
    await page.locator("[part=trigger]").tap();
    await searchFor(page, "river");
    const low = await page.evaluate(
      `[...${ROOT}.querySelectorAll("button, a")].filter((part) => part.offsetHeight < 36).length`,
    );
    expect(low).toBe(0);
  });
});
