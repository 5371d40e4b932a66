import { env } from "cloudflare:workers";
import { abortAllDurableObjects, reset } from "cloudflare:test";
import { toSite } from "#model/site.ts";
import { type Article, toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import type { Press } from "#press/press.ts";
import type { Bindings } from "#serve/http/env.ts";

/** What wrangler.press.toml binds. */
export const BOUND = env as unknown as {
  readonly KV: KVNamespace;
  readonly PRESS: DurableObjectNamespace<Press>;
};

/** The object of the site. */
export const pressOfSite = () => BOUND.PRESS.get(BOUND.PRESS.idFromName("site"));

export const TOKEN = "a-token-of-at-least-32-bytes-0123456789";

/** A checked site with sections three deep. */
function liveSite() {
  const site = toSite({
    title: "Live",
    lang: "en",
    url: "https://live.example",
    time_zone: "UTC",
    id_authority: "live.example,2026",
    sections: [
      {
        slug: "news",
        title: "News",
        sections: [
          { slug: "city", title: "City", sections: [{ slug: "harbour", title: "Harbour" }] },
        ],
      },
      { slug: "sport", title: "Sport" },
    ],
  });
  if (isRejection(site)) throw new TypeError(JSON.stringify(site.faults));
  return site;
}

/** Articles as the command publishes them. */
function oldArticles(count: number): readonly Article[] {
  return Array.from({ length: count }, (_, index) => {
    const article = toArticle(
      {
        id: `old-${index}`,
        title: `Old number ${index}`,
        section: index % 3 === 0 ? "sport" : "news/city",
        published: new Date(Date.UTC(2024, 0, 1) + index * 3_600_000).toISOString(),
        body: `<p>The ferry number${index} left the quay${index % 17}.</p>`,
        format: "html",
        lang: "en",
      },
      { timeZone: "UTC" },
    );
    if (isRejection(article)) throw new TypeError(JSON.stringify(article.faults));
    return article;
  });
}

/** Begins anew: an empty KV and no object, then a publication by the command. */
export async function newSite(count = 40): Promise<void> {
  await reset();
  await abortAllDurableObjects();
  for (const { name } of (await BOUND.KV.list()).keys) await BOUND.KV.delete(name);
  const outcome = await publish({
    kv: BOUND.KV,
    site: liveSite(),
    articles: oldArticles(count),
    media: [],
    now: Date.now() - 5_000,
  });
  if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
}

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
};

/** What the cache in front of the Worker was told to let go of, by tags, purge after purge. */
export const PURGES: (readonly string[])[] = [];

const CONTEXT = {
  waitUntil: () => {},
  passThroughOnException: () => {},
  props: {},
  cache: { purge: async ({ tags }: { tags: readonly string[] }) => void PURGES.push(tags) },
};

/** Asks a Worker that has just started. */
export async function ask(
  path: string,
  {
    bindings = {},
    now,
    ...init
  }: RequestInit & { bindings?: Partial<Bindings>; now?: number } = {},
): Promise<Answer> {
  const app = createApp({ chance: () => 1, ...(now !== undefined && { now: () => now }) });
  const request = new Request(`https://any.invalid${path}`, { redirect: "manual", ...init });
  const response = await app.request(
    request,
    undefined,
    { ...BOUND, ADMIN_TOKEN: TOKEN, ...bindings },
    CONTEXT,
  );
  const text = new TextDecoder().decode(await response.arrayBuffer());
  let json: Record<string, unknown> = {};
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A page, or a feed.
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** The name of the problem that was answered. */
export function nameOf({ json }: Answer): string {
  return String(json["type"]).replace(/^.*\/problems\//, "");
}

/** Asks the admin API with the token. */
export function admin(
  method: string,
  path: string,
  body?: unknown,
  {
    headers = {},
    ...more
  }: { headers?: Record<string, string>; bindings?: Partial<Bindings> } = {},
): Promise<Answer> {
  const raw = body instanceof Uint8Array || typeof body === "string" ? body : JSON.stringify(body);
  return ask(`/admin/${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${TOKEN}`,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(raw !== undefined && { body: raw as BodyInit }),
    ...more,
  });
}

/** An article as somebody sends it. */
export function sent(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    title: "The new crane",
    section: "news/city/harbour",
    published: new Date(Date.now() - 60_000).toISOString(),
    content_html: "<p>A new crane stands at the <b>quay</b>.</p>",
    ...fields,
  };
}
