import type {
  FullArticle,
  ArticlePage,
  ListedArticle,
  SearchHit,
  FoundPage,
  SectionBranch,
  WithdrawnArticle,
} from "./answer.ts";
import { problemFrom } from "./problem-error.ts";

export type * from "./answer.ts";
export { LogTooShort, ProblemError } from "./problem-error.ts";

/** Which articles to list. */
export type ArticleFilter = {
  /** Path: in it, or below. */
  readonly section?: string;
  readonly tag?: string;
  readonly author?: string;
  readonly lang?: string;
  /** Published from and to: RFC 3339, or a year, a month, a day. */
  readonly after?: string;
  readonly before?: string;
  /** Articles on a page, 1 to 100. */
  readonly limit?: number;
};

/** What to search for. */
export type SearchRequest = ArticleFilter & {
  readonly q?: string;
  /** Published in it. */
  readonly on?: string;
  readonly sort?: "relevance" | "date";
  /** From 1. */
  readonly page?: number;
};

/** How to ask. */
export type Asking = {
  /** Ends the request: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
};

/** How a client asks. */
export type ClientOptions = {
  /** Asks instead of the global `fetch`: a Worker's service binding, a test. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Reads one site. Whatever is wrong with a request or at the site is a `ProblemError`; a network
 *  that fails rejects as `fetch` does. */
export type Client = {
  /** Articles one by one, the newest first, through all pages. */
  readonly articles: (filter?: ArticleFilter, asking?: Asking) => AsyncGenerator<ListedArticle>;
  /** The same page by page; the `cursor` of the first is where `changes` go on from. */
  readonly pages: (filter?: ArticleFilter, asking?: Asking) => AsyncGenerator<ArticlePage>;
  /** What changed since, page by page, the oldest change first; keep the `cursor` of each page.
   *  @param since  the cursor that was kept, or a moment (RFC 3339)
   *  @throws {LogTooShort} when more has changed than the site remembers: list all anew */
  readonly changes: (
    since: string,
    filter?: ArticleFilter,
    asking?: Asking,
  ) => AsyncGenerator<ArticlePage<ListedArticle | WithdrawnArticle>>;
  readonly article: (id: string, asking?: Asking) => Promise<FullArticle>;
  readonly sections: (asking?: Asking) => Promise<readonly SectionBranch[]>;
  readonly search: (request: SearchRequest, asking?: Asking) => Promise<FoundPage>;
  /** Hits one by one, through all pages, of which the site gives 1,000 hits at most. */
  readonly hits: (request: SearchRequest, asking?: Asking) => AsyncGenerator<SearchHit>;
  /** What the text in a search box may become. */
  readonly suggest: (typed: string, asking?: Asking) => Promise<readonly string[]>;
};

/** The most hits that can be reached by pages. */
const MAX_REACH = 1_000;

type SectionTree = { readonly sections: readonly SectionBranch[] };

/** The order in which the search element asks: caches know one spelling of a question. */
const ORDER = "q section tag author lang after before sort limit page".split(" ");

/** A client of a site.
 *  @param site  its address, such as `https://news.example.org` */
export function createClient(site: string, options: ClientOptions = {}): Client {
  const base = `${site.replace(/\/+$/, "")}/`;
  // Browsers and Workers want `fetch` called as a function of its own.
  const ask = options.fetch ?? ((url: string, init: RequestInit) => fetch(url, init));

  async function read<Answer>(path: string, query: object, { signal }: Asking): Promise<Answer> {
    const url = new URL(path, base);
    const given = Object.entries(query).sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
    for (const [name, value] of given)
      if (value !== undefined && value !== "") url.searchParams.set(name, String(value));
    const headers = { Accept: "application/json", ...options.headers };
    const answer = await ask(url.href, { headers, ...(signal !== undefined && { signal }) });
    if (!answer.ok) throw await problemFrom(answer);
    // What the types say is what `/openapi.json` says.
    return (await answer.json()) as Answer;
  }

  async function* follow<Item>(query: object, asking: Asking): AsyncGenerator<ArticlePage<Item>> {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const asked = { ...query, cursor };
      const page: ArticlePage<Item> = await read("api/articles", asked, asking);
      yield page;
      cursor = page.next;
    }
  }

  const pages: Client["pages"] = (filter = {}, asking = {}) => follow(filter, asking);
  const search: Client["search"] = (request, asking = {}) => read("api/search", request, asking);
  return {
    pages,
    async *articles(filter = {}, asking = {}) {
      for await (const page of pages({ limit: 100, ...filter }, asking)) yield* page.articles;
    },
    changes: (since, filter = {}, asking = {}) =>
      follow({ ...filter, updated_after: since }, asking),
    article: (id, asking = {}) => read(`articles/${encodeURIComponent(id)}.json`, {}, asking),
    async sections(asking = {}) {
      const { sections } = await read<SectionTree>("api/sections", {}, asking);
      return sections;
    },
    search,
    async *hits(request, asking = {}) {
      const { limit = 50, page: first = 1 } = request;
      for (let page = first; ; page++) {
        const { hits, total } = await search({ ...request, limit, page }, asking);
        yield* hits;
        const reached = page * limit;
        if (hits.length === 0 || reached >= total || reached + limit > MAX_REACH) return;
      }
    },
    async suggest(typed, asking = {}) {
      const query = { q: typed };
      const answer = await read<{ suggestions: readonly string[] }>("api/suggest", query, asking);
      return answer.suggestions;
    },
  };
}
