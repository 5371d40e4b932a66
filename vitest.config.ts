import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { buildClient } from "./tools/client.ts";
import { buildWidget } from "./tools/widget.ts";

// The Worker imports it; tests run what is built of the client.
await buildWidget();
await buildClient();

/** Three runtimes, each real: `node` for what runs on the publisher's machine, `workerd` for what runs at Cloudflare, `browser` for what people see of it. */
export default defineConfig({
  test: {
    // Most files of `cli`, `publish` and `browser` wait for other processes.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "node",
          include: [
            "test/{model,text,ingest,search,feeds,pages,store,publish,cli,house,widget,openapi,client,reliability,agents,edge}/**/*.test.ts",
          ],
          setupFiles: ["test/setup/chance.ts"],
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
          globalSetup: ["test/setup/seed-for-workerd.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
