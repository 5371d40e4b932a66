import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { PARTS } from "../../tools/widget-manifest.ts";
import { widgetScript } from "../../tools/widget.ts";
import { filesIn } from "../house/house-files.ts";

/** Bytes of the search element, gzipped. */
const BUDGET = 8_192;

test("the search element weighs 8 KB at most, and is the same each time it is built", async () => {
  const script = await widgetScript();
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(BUDGET);
  expect(await widgetScript()).toBe(script);
});

test("it is a plain script, that writes no HTML and evaluates no text", async () => {
  const script = await widgetScript();
  expect(script).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|import\.meta|\bexport\b/,
  );
});

test("the docs and the manifest name its parts", () => {
  const docs = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");
  const [, listed = ""] = /^Parts: (.*)\.$/m.exec(docs) ?? [];
  expect(listed.replaceAll("`", "").split(" ")).toEqual(PARTS);
  const css = filesIn("src/widget").find(({ path }) => path.endsWith("search.css"))?.text ?? "";
  for (const [, part = ""] of css.matchAll(/\[part="([^"]+)"\]/g)) expect(PARTS).toContain(part);
});
