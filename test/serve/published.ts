import { env } from "cloudflare:workers";
import type { Article } from "#model/article.ts";
import type { Site } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import type { Bindings } from "#serve/http/env.ts";
import { SITE, sure } from "./sample-site.ts";

/** When the tests publish and ask, unless they say otherwise: all samples are older. */
export const NOW = Date.parse("2026-11-23T08:00:00Z");

/** Publishes articles into the test's own KV. */
export async function published(
  articles: readonly Article[],
  { site = SITE, now = NOW, force = true }: { site?: Site; now?: number; force?: boolean } = {},
): Promise<void> {
  sure(await publish({ kv: env.KV, site, articles, media: [], now, force, allowGone: true }));
}

/** What a request to a Worker that has just started gives. */
export type Asked = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
};

/** Asks a cold isolate: each call has an empty cache of its own. */
export async function ask(
  path: string,
  {
    now = NOW,
    bindings = {},
    origin = "https://any.host.invalid",
    ...init
  }: RequestInit & { now?: number; bindings?: Partial<Bindings>; origin?: string } = {},
): Promise<Asked> {
  const app = createApp({ now: () => now });
  const request = new Request(path.startsWith("/") ? origin + path : path, init);
  const response = await app.request(request, undefined, { KV: env.KV, ...bindings });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { status, headers } = response;
  return { status, headers, bytes, text: new TextDecoder().decode(bytes) };
}

/** What an answer cost, as its Server-Timing says. */
export function costOf({ headers }: Asked): { reads: number; ops: number; rounds: number } {
  const text = headers.get("Server-Timing") ?? "";
  const [, reads, ops, rounds] = /reads=(\d+) ops=(\d+) rounds=(\d+)/.exec(text) ?? [];
  return { reads: Number(reads), ops: Number(ops), rounds: Number(rounds) };
}

/** What the tests look at in a JSON Feed. */
export type FeedJson = {
  readonly next_url?: string;
  readonly items: readonly { readonly id: string; readonly url: string; readonly title: string }[];
};

/** The answer as a JSON Feed. */
export function feedJson({ text }: Pick<Asked, "text">): FeedJson {
  // The feeds' own tests look at the whole of it.
  return JSON.parse(text) as FeedJson;
}

/** What the tests look at in a list of articles. */
export type ListJson = {
  readonly articles: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
};

/** The answer as a list of articles. */
export function listJson({ text }: Pick<Asked, "text">): ListJson {
  // Each test looks at what it needs of it.
  return JSON.parse(text) as ListJson;
}
