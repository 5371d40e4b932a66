import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { TestProject } from "vitest/node";
import { readContent } from "#ingest/folder/content-folder.ts";
import type { Article } from "#model/article.ts";
import { describeRejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The Big List of Naughty Strings, where it lies beside the project; the tests that want it say aloud that they skip it otherwise. */
const NAUGHTY = join(ROOT, "../shared/data/hostile/blns.json");

/** Reads what the tests inside workerd cannot read themselves, for there is no file system there: seed/, ingested as `broadsheet publish` does it. */
export default function setup(project: TestProject): void {
  const folder = join(ROOT, "seed");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: relative(folder, path).replaceAll(sep, "/"),
      bytes: new Uint8Array(readFileSync(path)),
    }));
  const { site, articles, media, rejections } = readContent(files, { nameBlob });
  if (rejections.length > 0)
    throw new Error(`seed/ has faults:\n${rejections.map(describeRejection).join("\n")}`);
  project.provide("seed", {
    site,
    articles,
    media: media.map(({ name, bytes }) => ({
      name,
      base64: Buffer.from(bytes).toString("base64"),
    })),
  });
  project.provide("naughty", existsSync(NAUGHTY) ? readFileSync(NAUGHTY, "utf8") : null);
}

function nameBlob(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 20);
}

declare module "vitest" {
  interface ProvidedContext {
    seed: {
      readonly site: Site;
      readonly articles: readonly Article[];
      readonly media: readonly { readonly name: string; readonly base64: string }[];
    };
    /** JSON of a list of strings. */
    naughty: string | null;
  }
}
