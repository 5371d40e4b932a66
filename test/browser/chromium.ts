import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Chromium is looked for, in this order. */
const PLACES = [
  process.env["CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of the browser that the tests drive; undefined, said aloud, when this machine has
 *  none. */
export const CHROMIUM = PLACES.find((path) => existsSync(path));
if (CHROMIUM === undefined)
  console.warn(
    "SKIPPED: there is no Chromium; give its path in CHROMIUM. NO PAGE WAS LOOKED AT IN A BROWSER.",
  );

/** It only opens our own pages, and asks nobody else anything. In containers tests run as root,
 *  for which Chromium has no sandbox. */
const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser, without a window. */
export async function startBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new TypeError("there is no Chromium");
  // In containers tests run as root, for which Chromium has no sandbox; it only opens our own
  // pages.
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}
