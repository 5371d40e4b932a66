import { createApp } from "#serve/app.ts";

/** One answer of the site. */
export type Answer = {
  readonly path: string;
  readonly status: number;
  readonly text: string;
  /** Header lines that say something of articles. */
  readonly headers: string;
};

/** Where a visitor begins: the rest is found by links. */
const DOORS = [
  "/",
  "/feed.xml",
  "/atom.xml",
  "/feed.json",
  "/feeds",
  "/feeds.opml",
  "/sitemap.xml",
  "/news-sitemap.xml",
  "/robots.txt",
  "/opensearch.xml",
  "/search",
  "/search-index.json",
  "/healthz",
  "/demo",
  "/corrections/feed.xml",
  "/corrections/feed.json",
  "/api/articles",
  "/api/sections",
  "/api/search?q=common",
  "/api/articles?updated_after=2000-01-01",
  "/search/feed.xml?q=common",
];
const MOST = 1_500;

/** Every answer that can be reached from the doors by addresses of the site in any answer, and the `.json` and `.md` of every article.
 *  @param more  further paths to begin with */
export async function allAnswers(
  kv: KVNamespace,
  now: number,
  more: readonly string[] = [],
): Promise<readonly Answer[]> {
  const app = createApp({ now: () => now, chance: () => 1 });
  const known = new Set([...DOORS, ...more]);
  const answers: Answer[] = [];
  for (const path of known) {
    if (answers.length > MOST) throw new RangeError("the site does not end");
    const response = await app.request(`https://courier.example${path}`, undefined, { KV: kv });
    const text = await response.text();
    const { status, headers } = response;
    answers.push({ path, status, text, headers: headers.get("Link") ?? "" });
    for (const next of [...linksIn(text), ...linksIn(headers.get("Link") ?? "")]) known.add(next);
  }
  return answers;
}

function linksIn(text: string): readonly string[] {
  const plain = text.replaceAll("&amp;", "&").replaceAll("\\/", "/");
  const found = [
    ...plain.matchAll(/https:\/\/courier\.example(\/[^\s"'<>\\)#]*)/g),
    ...plain.matchAll(/(?:href|src|action)="(\/[^"#]*)"/g),
  ].map(([, path]) => path ?? "");
  const articles = found.filter((path) => /^\/articles\/[^/.?]+$/.test(path));
  // Facets of a search lead to searches without end.
  const ends = found.filter((path) => !/^\/(?:search|api\/search)\b/.test(path));
  return [...ends, ...articles.flatMap((path) => [`${path}.json`, `${path}.md`])];
}
