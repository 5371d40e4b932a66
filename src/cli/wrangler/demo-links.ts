import { type JsonFields, recordsIn } from "./foreign-json.ts";

/** A page worth opening, and what it is. */
export type DemoLink = { readonly what: string; readonly url: string };

/** Asks a running Worker what it serves, and gives the pages that show it: home, a section and its
 *  feeds, a search (in Chinese where there is a Chinese article), an article, health. About six
 *  requests. Empty when nothing is published there. */
export async function findDemoLinks(origin: string): Promise<readonly DemoLink[]> {
  const [sections, articles] = await Promise.all([
    askList(`${origin}/api/sections`, "sections"),
    askList(`${origin}/api/articles?limit=50`, "articles"),
  ]);
  if (articles.length === 0) return [];
  const section = flat(sections).toSorted((a, b) => Number(b["count"]) - Number(a["count"]))[0];
  const sectionUrl = `${origin}/sections/${String(section?.["path"])}`;
  const feeds = ["feed.xml", "atom.xml", "feed.json"].map((file) => ({
    what: file === "feed.json" ? "JSON Feed" : file === "atom.xml" ? "Atom" : "RSS",
    url: `${sectionUrl}/${file}`,
  }));
  return [
    { what: "home", url: `${origin}/` },
    ...(section ? [{ what: String(section["title"]), url: sectionUrl }, ...feeds] : []),
    ...(await searchLinks(origin, articles)),
    {
      what: "an article",
      url: `${origin}/articles/${encodeURIComponent(String(articles[0]?.["id"]))}`,
    },
    { what: "health", url: `${origin}/healthz` },
  ];
}

async function searchLinks(origin: string, articles: readonly JsonFields[]): Promise<DemoLink[]> {
  for (const word of searchWords(articles)) {
    const query = encodeURIComponent(word);
    const hits = await askList(`${origin}/api/search?q=${query}`, "hits");
    if (hits.length === 0) continue;
    return [
      { what: `search ${word}`, url: `${origin}/search?q=${query}` },
      { what: "as JSON", url: `${origin}/api/search?q=${query}` },
    ];
  }
  return [];
}

/** Words to search for, the best first: the first Chinese word of a title, of two titles; then long
 *  Latin words. At most four. */
export function searchWords(articles: readonly JsonFields[]): readonly string[] {
  const titles = articles.map((article) => String(article["title"]));
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  const firstOf = (title: string, form: RegExp): readonly string[] =>
    [...segmenter.segment(title)]
      .map(({ segment }) => segment)
      .filter((word) => form.test(word))
      .slice(0, 1);
  const chinese = titles.flatMap((title) => firstOf(title, /^\p{Script=Han}{2,}$/u));
  const latin = titles.flatMap((title) => firstOf(title, /^\p{Script=Latin}{5,}$/u));
  return [...new Set([...chinese.slice(0, 2), ...latin])].slice(0, 4);
}

function flat(sections: readonly JsonFields[]): readonly JsonFields[] {
  return sections.flatMap((section) => [section, ...flat(recordsIn(section, "children"))]);
}

/** The list in what `url` answers; none when it answers anything else, or not: a page less to print
 *  is no reason not to serve. */
async function askList(url: string, field: string): Promise<readonly JsonFields[]> {
  const body: unknown = await fetch(url, { signal: AbortSignal.timeout(20_000) })
    .then((answer) => answer.json())
    .catch(() => undefined);
  return recordsIn(body, field);
}
