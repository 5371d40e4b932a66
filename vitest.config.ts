import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { buildClient } from "./tools/client.ts";
import { buildWidget } from "./tools/widget.ts";

// The Worker imports it; tests run what is built of the client.
await buildWidget();
await buildClient();

/** Three runtimes, each real: `node` for what runs on the publisher's machine, `workerd` and `press` (the second Worker) for what runs at Cloudflare, `browser` for what people see of it;
 *  and `pure`, what needs none of them and runs in Node too. */
export default defineConfig({
  test: {
    // What is seen in a browser waits for processes of its own, which want the other cores.
    maxWorkers: 1,
    projects: [
      {
        test: {
          name: "pure",
          include: ["test/{model,text,ingest,search,feeds,pages,house,widget}/**/*.test.ts"],
          setupFiles: ["test/setup/chance.ts"],
          // What depends on its arguments alone needs no process of its own.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: "node",
          include: ["test/{store,publish,cli,openapi,client,reliability,agents,edge}/**/*.test.ts"],
          setupFiles: ["test/setup/chance.ts"],
          // Many wait for processes of their own, and hardly for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/setup/seed-for-browsers.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        test: {
          name: "workerd",
          include: ["test/{serve,searcher}/**/*.test.ts"],
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          globalSetup: ["test/setup/seed-for-workerd.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.press.toml" } })],
        test: {
          name: "press",
          include: ["test/press/**/*.test.ts"],
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          globalSetup: ["test/setup/seed-for-workerd.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
