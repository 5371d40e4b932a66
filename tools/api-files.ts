import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openApiDocument } from "#openapi/document.ts";
import { apiPageMain, LANGUAGES } from "#openapi/page.ts";

/** What the build writes of the routes, by its path: the document that Cloudflare serves as
 *  `/openapi.json`, and what the Worker puts between masthead and foot at `/api`. */
export function apiFiles(): Readonly<Record<string, string>> {
  const manifest = readFileSync(join(import.meta.dirname, "../package.json"), "utf8");
  // A package.json has a version.
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const pages = LANGUAGES.map((lang) => [`dist/assets/api-${lang}.html`, apiPageMain(lang)]);
  return {
    "dist/assets/openapi.json": `${JSON.stringify(openApiDocument(version), null, 1)}\n`,
    ...Object.fromEntries(pages),
  };
}
