import { env } from "cloudflare:workers";
import { expect, inject, test } from "vitest";
import { loadReadings } from "#cli/folder/readings.ts";
import type * as Client from "#client/client.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { readEverything, SEEN } from "../client/scenario.ts";
import { NOW } from "./published.ts";
import { sure } from "./sample-site.ts";

/** As the package has it; vitest.config.ts builds it. */
const BUILT = "../../dist/client/client.js";

test("in workerd the client reads what it reads in Node", async () => {
  const { createClient } = (await import(/* @vite-ignore */ BUILT)) as typeof Client;
  const { site, articles } = inject("seed");
  const readingsOf = await loadReadings();
  sure(await publish({ kv: env.KV, site, articles, media: [], now: NOW, readingsOf }));
  const app = createApp({ now: () => NOW + 60_000 });
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    init.signal?.throwIfAborted();
    return app.request(url, init, { KV: env.KV });
  };
  expect(await readEverything({ createClient, site: site.url ?? "", fetch })).toEqual(SEEN);
});
