import { percentDecoded } from "#model/address.ts";
import { toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { findArticle } from "#store/article-reading.ts";
import { readArticle } from "#store/pack-reading.ts";
import { withdrawn } from "#serve/articles/alias-answer.ts";
import { renderMarkdown } from "#serve/articles/article-markdown.ts";
import { sectionTree } from "#serve/articles/sections-api.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { sectionNotFound, shown } from "#serve/http/section-or-site.ts";
import { searchAsked } from "#serve/search/asked-search.ts";
import { searchFields } from "#serve/search/search-api.ts";

type Arguments = Readonly<Record<string, string>>;

/** Tools by name: what each does, what its arguments mean (the first is needed, and none but these
 *  are known), and how it is done: words for a model, or data. */
const TOOLS = {
  search: {
    description:
      'Finds articles by words, in any language; Chinese in either script, without spaces. Understands "a phrase", -word, OR, title:, author:, tag:. Gives ids for read_article.',
    fields: {
      query: "What to search for",
      section: "Only in this section and below: a path from list_sections",
      tag: "Only with this tag",
      author: "Only by this author",
      lang: "Only in this language, such as zh or en",
      after: "Only from this day on, such as 2026-01-31, 2026-01 or 2026",
      before: "Only up to this day, which is taken in; a month or a year too",
      sort: "relevance or date",
      limit: "Results on a page, at most 50; 10 unless told",
      page: "Which page of results",
    },
    run: search,
  },
  read_article: {
    description: "Gives one article as Markdown, with date, authors, source, licence and address.",
    fields: { id: "Its id, or its address on this site" },
    run: readOne,
  },
  list_sections: {
    description: "Gives the tree of sections: path, title, number of articles, feeds.",
    fields: {},
    run: async (scope: RequestScope) => ({ sections: sectionTree(scope) }),
  },
} as const satisfies Record<string, { readonly fields: Arguments; [key: string]: unknown }>;

/** The tools, as `tools/list` tells them. */
export const TOOL_LIST: readonly object[] = Object.entries(TOOLS).map(
  ([name, { description, fields }]) => {
    const properties = Object.entries(fields).map(([field, description]) => {
      const type = field === "limit" || field === "page" ? "integer" : "string";
      return [field, { type, description }];
    });
    const inputSchema = {
      type: "object",
      properties: Object.fromEntries(properties),
      required: Object.keys(fields).slice(0, 1),
      additionalProperties: false,
    };
    const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
    return { name, description, inputSchema, annotations };
  },
);

/** Whether there is such a tool. */
export function isTool(name: unknown): name is keyof typeof TOOLS {
  return typeof name === "string" && Object.hasOwn(TOOLS, name);
}

/** Runs a tool.
 *  @throws {Problem} what is wrong with the arguments, or with what they ask for */
export async function runTool(
  scope: RequestScope,
  name: keyof typeof TOOLS,
  given: Readonly<Record<string, unknown>>,
): Promise<string | object> {
  const { fields, run } = TOOLS[name];
  const [needed] = Object.keys(fields);
  if (needed !== undefined && given[needed] === undefined)
    throw new Problem("bad-parameter", `${needed} is missing`);
  const wrong = Object.entries(given).find(
    ([key, value]) =>
      !Object.hasOwn(fields, key) || (typeof value !== "string" && !Number.isSafeInteger(value)),
  );
  if (wrong !== undefined)
    throw new Problem("bad-parameter", `${shown(wrong[0])} is not known here, or not of its type`);
  const texts = Object.entries(given).map(([key, value]) => [key, String(value)]);
  return run(scope, Object.fromEntries(texts));
}

async function search(scope: RequestScope, { query = "", ...rest }: Arguments): Promise<object> {
  const asking = { ...scope, parameters: new URLSearchParams({ q: query, ...rest }) };
  const asked = searchAsked(asking);
  // A model mends what it is told, and would take nothing found for an answer.
  const [unknown] = asked.query.unknownSections;
  if (unknown !== undefined) throw sectionNotFound(unknown);
  const { hits, facets: _, ...found } = await searchFields(asking, asked);
  const lean = hits.map(({ highlights, score: _score, image: _image, ...hit }) => ({
    ...hit,
    snippet: highlights.snippet.map(({ text }) => text).join(""),
  }));
  return { ...found, hits: lean };
}

async function readOne(scope: RequestScope, { id: asked = "" }: Arguments): Promise<string> {
  const { reader, site, baseUrl } = scope;
  const folder = `${baseUrl}/articles/`;
  const [name = ""] = asked.startsWith(folder) ? asked.slice(folder.length).split(/[?#]/) : [asked];
  const id = toArticleId(percentDecoded(name.replace(/\.(?:md|json|html)$/, "")));
  const entry = isRejection(id) ? null : await findArticle(reader, id);
  if (isRejection(id) || entry === null)
    throw new Problem("article-not-found", `There is no article ${shown(asked)}`);
  if (entry.withdrawn) throw withdrawn(id);
  return renderMarkdown(await readArticle(reader, entry), site, baseUrl);
}
