import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedPath } from "../setup/shared-data.ts";
import { CHROMIUM, startBrowser } from "./chromium.ts";
import { pageOf } from "./embedded.ts";
import { type ForeignSite, startForeignSite } from "./foreign-site.ts";
import { serveContent, type ServedSeed } from "./served-seed.ts";

/** Texts that run `ran()` where they are taken for markup, for an address, or for a script. */
const OWN = [
  "<script>ran()</script>",
  "</title><script>ran()</script>",
  "</style><script>ran()</script>",
  "</script><script>ran()</script>",
  "--><script>ran()</script>",
  "]]><script>ran()</script>",
  "<img src=x onerror=ran()>",
  '"><img src=x onerror=ran()>',
  "'><img src=x onerror=ran()>",
  "` onmouseover=ran() x=`",
  '" autofocus onfocus=ran() x="',
  '" style="animation-name:x" onanimationstart="ran()',
  "<svg onload=ran()>",
  "<svg><script>ran()</script></svg>",
  "<svg><animate onbegin=ran() attributeName=x dur=1s>",
  "<math><mtext><table><mglyph><style><img src=x onerror=ran()>",
  "<math href='javascript:ran()'>x</math>",
  "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
  "<iframe src='javascript:parent.ran()'></iframe>",
  "<object data='javascript:ran()'></object>",
  "<embed src='javascript:ran()'>",
  "<a href='javascript:ran()'>x</a>",
  "<a href='java&#10;script:ran()'>x</a>",
  "<a href=' &#14; javascript:ran()'>x</a>",
  "<form action='javascript:ran()'><button autofocus>x</button></form>",
  "<details open ontoggle=ran()>x</details>",
  "<video><source onerror=ran()></video>",
  "<audio src=x onerror=ran()>",
  "<body onload=ran()>",
  "<input autofocus onfocus=ran()>",
  "<select autofocus onfocus=ran()>",
  "<marquee onstart=ran()>x</marquee>",
  "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
  "<base href='https://evil.invalid/'>",
  "<link rel=stylesheet href='https://evil.invalid/x.css'>",
  "<style>@import 'https://evil.invalid/x.css';</style>",
  "<p style='background:url(https://evil.invalid/x)'>x</p>",
  "<template><script>ran()</script></template>",
  "<noscript><p title='</noscript><img src=x onerror=ran()>'></noscript>",
  "<<script>script>ran()</script>",
  "<scr\u0000ipt>ran()</scr\u0000ipt>",
  "<img src=x:x onerror\u000b=ran()>",
  "&lt;script&gt;ran()&lt;/script&gt;",
  "&#60;img src=x onerror=ran()&#62;",
  "\\u003cscript\\u003eran()\\u003c/script\\u003e",
  "${ran()}",
  "{{constructor.constructor('ran()')()}}",
  "<div id=ran></div><a id=customElements name=x>",
  "<form id=document><input name=body>",
  "javascript:ran()",
  "data:text/html,<script>ran()</script>",
  "新闻<script>ran()</script>头条",
  "标题<img src=x onerror=ran()>，正文",
  "＜script＞ran()＜/script＞",
  "\u2028<script>ran()</script>\u2029",
  "<ruby>字<rt onclick=ran() onmouseover=ran()>zi</rt></ruby>",
];

const list = sharedPath("data/hostile/blns.json");
const naughty: readonly string[] =
  list === undefined
    ? []
    : (JSON.parse(readFileSync(list, "utf8")) as readonly string[])
        .filter((text) => /[<>]|javascript/i.test(text))
        .map((text) =>
          text.replace(/(?:window\.)?(?:alert|prompt|confirm)\s*[(`][^)`]*[)`]/g, "ran()"),
        );
if (list === undefined) console.warn("SKIPPED: the naughty strings do not lie beside the project");

/** What a field of that length may hold of it. */
const cut = (text: string, length: number): string => text.slice(0, length);

/** An article that has attacks wherever a publisher may write something. */
function articleOf(attacks: readonly string[], index: number): Readonly<Record<string, unknown>> {
  const lines = attacks.map((attack) => attack.replace(/\s+/g, " "));
  const [line = ""] = lines;
  return {
    id: `attack-${index}`,
    title: `Attack ${index} ${cut(line, 150)}`,
    section: "attacks",
    published: `2026-05-${String(1 + (index % 28)).padStart(2, "0")}T08:00:00Z`,
    format: "html",
    body: `<p>Attack 攻击 ${index}</p>${attacks.join("\n")}<p title="${line}">after</p>`,
    summary: `Attack ${lines.join(" ")}`,
    kicker: cut(lines.at(-1) ?? "", 100),
    authors: lines.map(topicOf),
    tags: lines.map(topicOf),
    source: { name: cut(line, 100) },
    image: { url: "https://own.broadsheet.invalid/media/x.png", alt: lines.join(" ") },
    corrections: lines.map((note) => ({ at: "2026-05-29", note })),
  };
}

/** A tag or an author of an attack. */
function topicOf(attack: string): string {
  return cut(attack.replace(/\s+/g, " "), 60).trim().toWellFormed();
}

/** Each of our own for itself, the naughty ones together. */
const TOGETHER = 6;
const attacks: readonly (readonly string[])[] = [
  ...OWN.map((attack) => [attack]),
  ...Array.from({ length: Math.ceil(naughty.length / TOGETHER) }, (_, index) =>
    naughty.slice(index * TOGETHER, (index + 1) * TOGETHER),
  ),
];

describe.skipIf(CHROMIUM === undefined)("attacks that are stored in every field", () => {
  let folder: string;
  let served: ServedSeed;
  let browser: Browser;
  let context: BrowserContext;
  let foreign: ForeignSite;
  /** What ran, was blocked, or was asked of others; with the page. */
  const faults: string[] = [];
  let opened = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "broadsheet-attacks-"));
    const [evil = ""] = OWN;
    writeFileSync(
      join(folder, "site.toml"),
      `title = ${JSON.stringify(`Attacks ${evil}`)}\ndescription = ${JSON.stringify(evil)}\nurl = "https://attacks.example"\nid_authority = "attacks.example,2026"\nlang = "en"\n[[sections]]\nslug = "attacks"\ntitle = ${JSON.stringify(evil)}\n`,
    );
    const lines = attacks.map((some, index) => JSON.stringify(articleOf(some, index)));
    writeFileSync(join(folder, "attacks.jsonl"), lines.join("\n"));
    [served, browser, foreign] = await Promise.all([
      serveContent(folder),
      startBrowser(),
      startForeignSite(),
    ]);
    context = await browser.newContext();
    await context.exposeFunction("ran", () => faults.push("a script ran"));
    await context.addInitScript(
      `for (const name of ["alert", "prompt", "confirm", "print"]) globalThis[name] = () => globalThis.ran();
       document.addEventListener("securitypolicyviolation", (event) => console.error("CSP: " + event.violatedDirective + " " + event.blockedURI));`,
    );
  });
  afterAll(async () => {
    console.info(`${attacks.flat().length} attacks in every field, ${opened} pages opened`);
    await Promise.all([browser?.close(), served?.stop(), foreign?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens pages one after another, and moves the pointer over them. */
  async function visit(paths: readonly string[], origin = served.url): Promise<Page> {
    const page = await context.newPage();
    let path = "";
    page.on("console", (message) => {
      if (/^CSP|Content Security Policy|Refused to/.test(message.text()))
        faults.push(`${path}: ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      faults.push(`${path}: a dialog`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const { origin: asked, pathname } = new URL(request.url());
      // The picture of each article is an address of the site that nothing lies at.
      if (![served.url, foreign.url].includes(asked) && !pathname.startsWith("/media/"))
        faults.push(`${path}: asks ${request.url().slice(0, 200)}`);
    });
    for (path of paths) {
      await page.goto(origin + path, { waitUntil: "load" });
      opened += 1;
      await page.mouse.move(200, 300);
      await page.evaluate(
        "document.querySelectorAll('main [tabindex], main a, main input').forEach((one) => one.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })))",
      );
    }
    return page;
  }

  test("no page of the site runs one, or has anything that its policy must block", async () => {
    const articles = attacks.map((_, index) => `/articles/attack-${index}`);
    const routes = ["/tags/", "/authors/", "/search?q="];
    const topics = attacks.map(
      ([attack = ""], index) => routes[index % 3] + encodeURIComponent(topicOf(attack)),
    );
    const lists = ["/", "/sections/attacks", "/feeds", "/search?q=attack", "/search?q=攻击", "/x"];
    const page = await visit([...lists, ...articles, ...topics]);
    expect(faults).toEqual([]);
    await page.close();
  });

  test("nor does a feed that a browser shows", async () => {
    const page = await visit(["/feed.xml", "/atom.xml", "/sections/attacks/feed.xml"]);
    expect(faults).toEqual([]);
    await page.close();
  });

  test("nor does the search element on a page that allows everything", async () => {
    const script = `<script type="module" src="${served.url}/search.js"></script>`;
    foreign.put("/attacked", {
      html: pageOf("<broadsheet-search></broadsheet-search>", "en", script),
    });
    const page = await visit(["/attacked"], foreign.url);
    const field = page.locator("broadsheet-search input[role=combobox]");
    for (const query of ["attack", "攻击", "script", "onerror", "<img src=x onerror=ran()>"]) {
      await field.fill(query);
      await page.locator("broadsheet-search [role=option]").first().waitFor();
    }
    expect(faults).toEqual([]);
    await page.close();
  });

  test("a script that runs is noticed", async () => {
    foreign.put("/run", { html: pageOf("<script>ran()</script>") });
    const page = await visit(["/run"], foreign.url);
    await page.waitForTimeout(100);
    expect(faults).toEqual(["a script ran"]);
    await page.close();
  });
});
