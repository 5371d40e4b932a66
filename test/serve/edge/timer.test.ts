import {
  createExecutionContext,
  createScheduledController,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, test, vi } from "vitest";
import { editionOf } from "#store/edge/tags.ts";
import { purgeProved } from "#serve/edge/canary.ts";
import worker from "../../../src/worker.ts";
import { published } from "../published.ts";
import { manyArticles } from "../sample-site.ts";

// What the runtime of this machine gives a handler: it has no cache.
type Context = ExecutionContext & { readonly exports: { readonly default: Fetcher } };
const contextHere = (): Context => createExecutionContext() as Context;

async function tick(): Promise<void> {
  const context = contextHere();
  await worker.scheduled(createScheduledController(), env, context);
  await waitOnExecutionContext(context);
}

beforeEach(async () => {
  await published(manyArticles(3));
});
const spyOnLog = (level: "warn" | "error") => vi.spyOn(console, level).mockReturnValue();

test("where nothing stands before the Worker its timer proves nothing, says so once, and lives stay short", async () => {
  const { created, release } = JSON.parse((await env.KV.get("current")) ?? "") as Parameters<
    typeof editionOf
  >[0];
  const edition = editionOf({ release, created });
  await env.KV.put("edge", `${edition} ${edition} 1`);
  const [warned, failed] = [spyOnLog("warn"), spyOnLog("error")];
  for (let minute = 0; minute < 3; minute++) await tick();
  expect(await env.KV.get("edge")).toBe(`${edition} ${edition} 1 lost`);
  expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("no cache"));
  expect(failed).not.toHaveBeenCalled();
});

test("the Worker finds the way to itself, where each canary is another", async () => {
  const asked: string[] = [];
  const { exports } = contextHere();
  const fetch = async (request: Request): Promise<Response> => {
    const answer = await exports.default.fetch(request);
    asked.push(await answer.clone().text());
    return answer;
  };
  const cache = { purge: async () => ({ success: true }) };
  const reason = await purgeProved({ cache, exports: { default: { fetch } } }, [], async () => {});
  expect(reason).toMatch(/keeps no answer/);
  expect([asked.length, new Set(asked).size]).toEqual([4, 4]);
  expect(asked[0]).toMatch(/^[\da-f-]{36}$/);
});
