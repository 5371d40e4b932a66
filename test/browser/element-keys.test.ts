import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM } from "./chromium.ts";
import { apiRequests, fieldOf, optionsOf, searchFor, setStage, type Stage } from "./embedded.ts";

const INLINE = "<main><broadsheet-search></broadsheet-search><input id=other></main>";
const DIALOG = `<main><button id=before>x</button><broadsheet-search mode="dialog"></broadsheet-search><input id=other></main>`;

describe.skipIf(CHROMIUM === undefined)("keys of the search element", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 300_000);
  afterAll(() => stage?.stop());

  const placeOf = (page: Page): Promise<number> =>
    page.evaluate<number>(
      `[...document.querySelector("broadsheet-search").shadowRoot.querySelectorAll("[role=option]")]
        .findIndex((option) => option.ariaSelected === "true")`,
    );
  const isOpen = (page: Page): Promise<boolean> =>
    page.evaluate(`(() => {
      const root = document.querySelector("broadsheet-search").shadowRoot;
      const dialog = root.querySelector("dialog");
      return dialog ? dialog.open : root.querySelector("[part=panel]").matches(":popover-open");
    })()`);

  test("arrows go through the hits and back into the field, which says which one is active", async () => {
    const page = await stage.open(INLINE);
    await searchFor(page, "lantern");
    const field = fieldOf(page);
    const count = await optionsOf(page).count();
    expect(count).toBeGreaterThan(2);
    const seen: number[] = [];
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"]) {
      await field.press(key);
      seen.push(await placeOf(page));
    }
    expect(seen).toEqual([0, 1, 0, -1, count - 1, -1]);
    await field.press("ArrowDown");
    const active = await field.getAttribute("aria-activedescendant");
    expect(active).toBe(await optionsOf(page).first().getAttribute("id"));
    expect(await field.getAttribute("aria-expanded")).toBe("true");
  });

  test("Home and End belong to the hits while one is active, and to the text otherwise", async () => {
    const page = await stage.open(INLINE);
    await searchFor(page, "lantern");
    const field = fieldOf(page);
    await field.press("Home");
    expect(await placeOf(page)).toBe(-1);
    expect(
      await page.evaluate(
        "document.querySelector('broadsheet-search').shadowRoot.querySelector('input').selectionStart",
      ),
    ).toBe(0);
    await field.press("ArrowDown");
    await field.press("End");
    expect(await placeOf(page)).toBe((await optionsOf(page).count()) - 1);
    await field.press("Home");
    expect(await placeOf(page)).toBe(0);
  });

  test("a letter goes into the text, whatever is active or has the focus", async () => {
    const page = await stage.open(`<broadsheet-search facets="section"></broadsheet-search>`);
    await searchFor(page, "lan");
    await fieldOf(page).press("ArrowDown");
    await Promise.all([page.waitForResponse("**/api/search?q=lant"), page.keyboard.type("t")]);
    expect(await fieldOf(page).inputValue()).toBe("lant");
    await page.waitForTimeout(100);
    // Chosen by keyboard, a facet keeps the focus while hits come and go.
    await page.locator("broadsheet-search [part=chip]").first().press("Enter");
    await page.locator("broadsheet-search [aria-pressed=true]").waitFor();
    const focused =
      "document.querySelector('broadsheet-search').shadowRoot.activeElement.getAttribute('part')";
    expect(await page.evaluate(focused)).toBe("chip");
    await page.keyboard.type("e");
    expect(await fieldOf(page).inputValue()).toBe("lante");
  });

  test("Enter opens the active hit, and without one the page of all results", async () => {
    const page = await stage.open(INLINE);
    await searchFor(page, "lantern");
    await fieldOf(page).press("ArrowDown");
    await fieldOf(page).press("Enter");
    await page.waitForURL("**/articles/**");
    await page.goBack();
    await page.waitForFunction("customElements.get('broadsheet-search')");
    await fieldOf(page).fill("lantern");
    await fieldOf(page).press("Enter");
    await page.waitForURL("**/search?q=lantern");
  });

  test.each(["Shift+Enter", "Control+Enter", "Meta+Enter"])(
    "%s opens the hit in another tab, and stays",
    async (key) => {
      const page = await stage.open(INLINE);
      await searchFor(page, "lantern");
      await fieldOf(page).press("ArrowDown");
      const [tab] = await Promise.all([
        page.context().waitForEvent("page"),
        fieldOf(page).press(key),
      ]);
      await tab.waitForURL("**/articles/**", { waitUntil: "commit" });
      expect(page.url()).toContain(stage.site.url);
      expect(await isOpen(page)).toBe(true);
    },
  );

  test("Esc closes what is open, and then clears the field", async () => {
    const page = await stage.open(INLINE);
    await searchFor(page, "lantern");
    await fieldOf(page).press("Escape");
    expect(await isOpen(page)).toBe(false);
    expect(await fieldOf(page).inputValue()).toBe("lantern");
    await fieldOf(page).press("ArrowDown");
    expect(await isOpen(page)).toBe(true);
    await fieldOf(page).press("Escape");
    await fieldOf(page).press("Escape");
    expect(await fieldOf(page).inputValue()).toBe("");
  });

  test("the palette keeps the focus in itself, the page behind still, and gives the focus back", async () => {
    const page = await stage.open(
      `<div style="height:3000px"><button id=before>x</button>${DIALOG}</div>`,
    );
    await page.locator("#before").first().focus();
    await page.keyboard.press("Control+k");
    expect(await isOpen(page)).toBe(true);
    await searchFor(page, "lantern");
    for (let presses = 0; presses < 15; presses++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate("document.activeElement.localName");
      // A modal dialog lets the focus go to the browser itself, and to nothing of the page.
      expect(["broadsheet-search", "body"]).toContain(focused);
    }
    await page.mouse.move(20, 700);
    await page.mouse.wheel(0, 500);
    await page.waitForTimeout(150);
    expect(await page.evaluate("scrollY")).toBe(0);
    await fieldOf(page).focus();
    await page.keyboard.press("Escape");
    expect(await isOpen(page)).toBe(false);
    expect(await page.evaluate("document.activeElement.id")).toBe("before");
    await page.mouse.wheel(0, 500);
    await page.waitForFunction("scrollY > 0");
  });

  test("the palette closes by its button, by a click beside it, and by the shortcut that opened it", async () => {
    const page = await stage.open(DIALOG);
    for (const close of [
      () => page.locator("broadsheet-search [part=close]").click(),
      () => page.mouse.click(20, 600),
      () => page.keyboard.press("Control+k"),
    ]) {
      await page.locator("broadsheet-search [part=trigger]").click();
      expect(await isOpen(page)).toBe(true);
      await close();
      expect(await isOpen(page)).toBe(false);
    }
  });

  test("shortcuts are told by the letter that comes out, and by all that is held down", async () => {
    const cases: readonly [shortcut: string | undefined, key: object, opens: boolean][] = [
      [undefined, { key: "k", ctrlKey: true }, true],
      [undefined, { key: "K", ctrlKey: true, shiftKey: true }, false],
      [undefined, { key: "k" }, false],
      [undefined, { key: "k", metaKey: true }, false],
      [undefined, { key: "/" }, true],
      // German and French keyboards have it with Shift.
      [undefined, { key: "/", shiftKey: true }, true],
      [undefined, { key: "/", ctrlKey: true }, false],
      // AltGr is Ctrl and Alt to Windows.
      ["mod+k", { key: "k", ctrlKey: true, altKey: true, modifierAltGraph: true }, false],
      [undefined, { key: "/", modifierAltGraph: true }, false],
      ["none", { key: "k", ctrlKey: true }, false],
      ["none", { key: "/" }, false],
      ["Alt+s", { key: "s", altKey: true }, true],
      ["Alt+s", { key: "k", ctrlKey: true }, false],
      ["s", { key: "s" }, true],
      ["mod+K", { key: "k", ctrlKey: true }, true],
      ["F2", { key: "F2" }, true],
      ["F2", { key: "F3" }, false],
      [undefined, { key: "/", repeat: true }, false],
    ];
    const page = await stage.open(DIALOG);
    const found: unknown[] = [];
    for (const [shortcut, key] of cases) {
      const init = JSON.stringify({ bubbles: true, composed: true, cancelable: true, ...key });
      await page.evaluate(`(() => {
        const element = document.querySelector("broadsheet-search");
        element.close();
        ${shortcut === undefined ? "element.removeAttribute('shortcut')" : `element.setAttribute("shortcut", "${shortcut}")`};
        document.body.dispatchEvent(new KeyboardEvent("keydown", ${init}));
      })()`);
      found.push([shortcut, key, await isOpen(page)]);
    }
    expect(found).toEqual(cases);
  });

  test("what is typed into the page's own fields is no shortcut, in shadow roots neither", async () => {
    const page = await stage.open(`${DIALOG}
      <textarea id=area></textarea><select id=select><option>a</select><div id=edit contenteditable>a</div><x-field></x-field>
      <script>customElements.define("x-field", class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: "open" }).innerHTML = "<input>"; } });</script>`);
    for (const target of ["#other", "#area", "#select", "#edit", "x-field input"]) {
      await page.locator(target).focus();
      await page.keyboard.press("/");
      await page.keyboard.press("Control+k");
      expect(await isOpen(page), target).toBe(false);
    }
  });

  test("a shortcut of two elements opens the first, and one that the page took opens none", async () => {
    const page = await stage.open(
      `${DIALOG}<broadsheet-search id=second mode="dialog"></broadsheet-search>`,
    );
    await page.keyboard.press("/");
    expect(await isOpen(page)).toBe(true);
    expect(
      await page.evaluate(
        "document.querySelector('#second').shadowRoot.querySelector('dialog').open",
      ),
    ).toBe(false);
    await page.keyboard.press("Escape");
    await page.evaluate(
      "document.body.addEventListener('keydown', (event) => event.preventDefault())",
    );
    await page.keyboard.press("/");
    expect(await isOpen(page)).toBe(false);
  });

  test("letters in the field do not reach shortcuts of the page", async () => {
    const page = await stage.open(INLINE);
    await page.evaluate(
      "window.heard = []; document.addEventListener('keydown', ({ key }) => heard.push(key))",
    );
    await fieldOf(page).pressSequentially("ab");
    expect(await page.evaluate("heard")).toEqual([]);
  });

  test.each([
    ["inline", INLINE],
    ["dialog", DIALOG],
  ])(
    "while an input method composes in the %s element nothing is asked, and its keys do nothing",
    async (mode, body) => {
      const page = await stage.open(body);
      const urls = apiRequests(page);
      if (mode === "dialog") await page.keyboard.press("/");
      await searchFor(page, "lantern");
      await fieldOf(page).press("ControlOrMeta+a");
      await fieldOf(page).press("ArrowDown");
      const before = urls.length;
      const url = page.url();
      const cdp = await page.context().newCDPSession(page);
      for (const text of ["z", "zh", "zhi", "zhi y", "zhi yu", "zhi yuan"]) {
        await cdp.send("Input.imeSetComposition", {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
        await page.waitForTimeout(60);
      }
      for (const [key, code] of [
        ["ArrowDown", 40],
        ["ArrowUp", 38],
        ["Enter", 13],
        ["Escape", 27],
        ["Home", 36],
      ] as const)
        await cdp.send("Input.dispatchKeyEvent", {
          type: "rawKeyDown",
          key,
          code: key,
          windowsVirtualKeyCode: code,
        });
      await page.waitForTimeout(400);
      expect(urls.length).toBe(before);
      expect(page.url()).toBe(url);
      expect(await isOpen(page)).toBe(true);
      expect(await placeOf(page)).toBe(0);
      await cdp.send("Input.insertText", { text: "支援" });
      await page.locator("broadsheet-search mark", { hasText: "支援" }).first().waitFor();
      expect(await fieldOf(page).inputValue()).toBe("支援");
      expect(urls.slice(before)).toEqual([`/api/search?q=${encodeURIComponent("支援")}`]);
    },
  );

  test("a key that Safari sends behind a composition, with the number 229, does nothing", async () => {
    const page = await stage.open(INLINE);
    await searchFor(page, "lantern");
    await page.evaluate(`(() => {
      const field = document.querySelector("broadsheet-search").shadowRoot.querySelector("input");
      for (const key of ["Enter", "Escape", "ArrowDown"])
        field.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode: 229, bubbles: true, cancelable: true }));
    })()`);
    await page.waitForTimeout(100);
    expect(await isOpen(page)).toBe(true);
    expect(await placeOf(page)).toBe(-1);
    expect(page.url()).toContain(stage.site.url);
  });
});
