import type { createClient as CreateClient, ProblemError } from "#client/client.ts";

type Given = {
  readonly createClient: typeof CreateClient;
  readonly site: string;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
};

/** What a program reads of the newspaper in seed/ by the client: the same in Node, in workerd and in a browser, where it runs without the test's own functions.
 *  @returns what it saw, as JSON can say it */
export async function readEverything({ createClient, site, fetch }: Given): Promise<object> {
  const news = createClient(site, fetch && { fetch });
  const errorOf = async (asked: Promise<unknown>): Promise<Partial<ProblemError>> => {
    try {
      await asked;
      return { name: "none" };
    } catch (error) {
      const { name, problem, status } = error as ProblemError;
      return { name, ...(problem !== undefined && { problem, status }) };
    }
  };
  const ids = new Set<string>();
  for await (const { id } of news.articles()) ids.add(id);
  let pages = 0;
  let cursor: string | undefined;
  for await (const page of news.pages({ limit: 25 })) {
    pages++;
    cursor ??= page.cursor;
  }
  let changes = 0;
  for await (const { articles } of news.changes(cursor ?? "")) changes += articles.length;
  const sections = await news.sections();
  const found = await news.search({ q: "灯戏", limit: 3 });
  const hits: string[] = [];
  for await (const { id } of news.hits({ q: "灯戏", limit: 3 })) hits.push(id);
  const article = await news.article("87613");
  const ended = new AbortController();
  ended.abort();
  return {
    isWhole: ids.size > 50 && ids.size === (await news.search({})).total,
    sections: sections.some(({ path, children }) => path === "news" && children.length > 0),
    pages: pages === Math.ceil(ids.size / 25),
    changes,
    hits: hits.length === found.total && new Set(hits).size === hits.length,
    marked: found.hits.map((hit) =>
      [...hit.highlights.title, ...hit.highlights.snippet]
        .filter(({ match }) => match)
        .every(({ text }) => /^[灯燈][戏戲]$/.test(text)),
    ),
    suggested: (await news.suggest("灯")).length > 0,
    article: [article.section.path, article.content_html.includes("<p>")],
    missing: await errorOf(news.article("no-such")),
    wrong: await errorOf(news.search({ q: "a", page: -1 })),
    tooOld: await errorOf(news.changes("2001-01-01T00:00:00Z").next()),
    aborted: await errorOf(news.sections({ signal: ended.signal })),
  };
}

/** What it sees, in every runtime. */
export const SEEN = {
  isWhole: true,
  sections: true,
  pages: true,
  changes: 0,
  hits: true,
  marked: [true, true, true],
  suggested: true,
  article: ["news/politics", true],
  missing: { name: "ProblemError", problem: "article-not-found", status: 404 },
  wrong: { name: "ProblemError", problem: "bad-parameter", status: 400 },
  tooOld: { name: "LogTooShort", problem: "log-too-short", status: 410 },
  aborted: { name: "AbortError" },
};
