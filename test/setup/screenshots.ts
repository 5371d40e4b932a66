import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startBrowser } from "../browser/chromium.ts";
import { PAGE_KINDS } from "../browser/page-kinds.ts";
import { serveSeed } from "../browser/served-seed.ts";

/** Photographs every kind of page of the seed as people see it, light and dark, on a phone and on a
 *  desk, into the folder that is named: node test/setup/screenshots.ts FOLDER [NAME …] */
const [folder = "docs/screenshots", ...names] = process.argv.slice(2);

const VIEWS = [
  { name: "phone", width: 360, height: 780, scheme: "light" },
  { name: "phone-dark", width: 360, height: 780, scheme: "dark" },
  { name: "desk", width: 1440, height: 1000, scheme: "light" },
  { name: "desk-dark", width: 1440, height: 1000, scheme: "dark" },
] as const;

mkdirSync(folder, { recursive: true });
const [browser, seed] = await Promise.all([startBrowser(), serveSeed()]);
try {
  for (const kind of PAGE_KINDS) {
    for (const view of VIEWS) {
      const name = `${kind.name}-${view.name}`;
      if (names.length > 0 && !names.includes(name)) continue;
      const { width, height, scheme } = view;
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
      await page.goto(seed.url + kind.path, { waitUntil: "load" });
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(name);
      await page.close();
    }
  }
} finally {
  await Promise.all([browser.close(), seed.stop()]);
}
