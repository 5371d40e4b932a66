import type { TestProject } from "vitest/node";
import { CHROMIUM } from "../browser/chromium.ts";
import { serveSeed } from "../browser/served-seed.ts";

/** Publishes and serves seed/ once, for all tests in browsers; nothing where there is none. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  if (CHROMIUM === undefined) return;
  const { url, stop } = await serveSeed();
  project.provide("seedUrl", url);
  return stop;
}

declare module "vitest" {
  interface ProvidedContext {
    /** Where seed/ is served, without a slash at the end. */
    seedUrl: string;
  }
}
