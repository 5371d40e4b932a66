import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { createApp } from "#serve/app.ts";
import { NOW, published } from "../published.ts";
import { manyArticles } from "../sample-site.ts";

const EDITED = 3;

test("an article that is edited in the archive changes its document, for the isolate and for whoever asks whether anything is new", async () => {
  const articles = manyArticles(200);
  await published(articles);
  let now = NOW;
  const app = createApp({ now: () => now });
  const ask = async (path: string, headers = {}) => {
    const request = new Request(new URL(path, "https://news.example.org"), { headers });
    const answer = await app.request(request, undefined, { KV: env.KV });
    return {
      status: answer.status,
      etag: answer.headers.get("ETag") ?? "",
      text: await answer.text(),
    };
  };
  const documents: string[] = [];
  for (let path: string | undefined = "/feed.json"; path !== undefined;) {
    const { text } = await ask(path);
    documents.push(path);
    path = (JSON.parse(text) as { readonly next_url?: string }).next_url;
  }
  const before = await Promise.all(documents.map((path) => ask(path)));
  const oldest = documents.length - 1;
  expect(before[oldest]?.text).toContain(`第${EDITED}篇文章`);

  now += 3_600_000;
  const edited = articles.map((one, index) =>
    index === EDITED ? { ...one, body: "<p>这一篇改过了。</p>" } : one,
  );
  await published(edited, { now });
  now += 60_000;
  const after = await Promise.all(documents.map((path) => ask(path)));
  expect(after[oldest]?.text).toContain("这一篇改过了");
  expect(after[oldest]?.etag).not.toBe(before[oldest]?.etag);
  const conditional = { "If-None-Match": before[oldest]?.etag ?? "" };
  expect((await ask(documents[oldest] ?? "", conditional)).status).toBe(200);
  // What did not change says so: the newest page, whose articles lie elsewhere.
  expect(after[0]?.etag).toBe(before[0]?.etag);
});
