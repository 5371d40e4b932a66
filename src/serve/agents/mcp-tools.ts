import { isRecord } from "#model/field.ts";
import { readArticle } from "#store/pack-reading.ts";
import { renderMarkdown } from "#serve/articles/article-markdown.ts";
import { findNamed } from "#serve/articles/named-article.ts";
import { sectionTree } from "#serve/articles/sections-api.ts";
import { Problem, PROBLEMS } from "#serve/http/problem.ts";
import { limitedBy } from "#serve/http/rate-limit.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { sectionNotFound, shown } from "#serve/http/section-or-site.ts";
import { searchAsked } from "#serve/search/asked-search.ts";
import { searchFields } from "#serve/search/search-api.ts";
import { type Message, refusal, type Reply } from "./mcp-message.ts";

type Arguments = Readonly<Record<string, string>>;

/** Tools by name: what each does, what its arguments mean (the first is needed, and none but these
 *  are known), and how it is done. */
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
    fields: { id: "Its id, or its address on this site, of today or of before" },
    run: readOne,
  },
  list_sections: {
    description: "Gives the tree of sections: path, title, number of articles, feeds.",
    fields: {},
    run: async (scope: RequestScope) => asData({ sections: sectionTree(scope) }),
  },
};

/** The tools, as `tools/list` tells them. */
export const TOOL_LIST = Object.entries(TOOLS).map(([name, { description, fields }]) => ({
  name,
  description,
  inputSchema: {
    type: "object",
    properties: Object.fromEntries(Object.entries(fields).map(propertyOf)),
    required: Object.keys(fields).slice(0, 1),
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
}));

function propertyOf([field, description]: [string, string]): [string, object] {
  return [field, { type: /^(?:limit|page)$/.test(field) ? "integer" : "string", description }];
}

/** What a tool gives. What a model can mend by asking otherwise is a result too.
 *  @throws {Problem} what nobody who asks can mend */
export async function callTool(scope: RequestScope, { params }: Message): Promise<Reply> {
  const { name, arguments: given = {} } = params;
  const [, tool] = Object.entries(TOOLS).find(([known]) => known === name) ?? [];
  if (tool === undefined) return refusal(200, -32_602, "No such tool");
  try {
    await limitedBy("SEARCH_LIMITER")(scope.c, async () => {});
    return { result: await tool.run(scope, toArguments(given, tool.fields)) };
  } catch (error) {
    if (!(error instanceof Problem) || PROBLEMS[error.problem].status >= 500) throw error;
    return { result: { ...asText(error.message), isError: true } };
  }
}

const asText = (text: string) => ({ content: [{ type: "text", text }] });
const asData = (data: object) => ({ ...asText(JSON.stringify(data)), structuredContent: data });

/** @throws {Problem} bad-parameter */
function toArguments(given: unknown, known: Arguments): Arguments {
  const bad = (what: string): Problem => new Problem("bad-parameter", what);
  if (!isRecord(given)) throw bad("arguments is no object");
  const [needed] = Object.keys(known);
  if (needed !== undefined && given[needed] === undefined) throw bad(`${needed} is missing`);
  const texts = Object.entries(given).map(([field, value]) => {
    if (Object.hasOwn(known, field) && (typeof value === "string" || Number.isSafeInteger(value)))
      return [field, String(value)];
    throw bad(`${shown(field)} is not known here, or not of its type`);
  });
  return Object.fromEntries(texts);
}

async function search(scope: RequestScope, { query = "", ...rest }: Arguments): Promise<object> {
  const asking = { ...scope, parameters: new URLSearchParams({ q: query, ...rest }) };
  const asked = searchAsked(asking);
  // A model mends what it is told, and would take nothing found for an answer.
  const [unknown] = asked.query.unknownSections;
  if (unknown !== undefined) throw sectionNotFound(unknown);
  const { hits, facets: _, ...found } = await searchFields(asking, asked);
  const lean = hits.map(({ highlights, score: _score, image: _image, ...hit }) => {
    return { ...hit, snippet: highlights.snippet.map(({ text }) => text).join("") };
  });
  return asData({ ...found, hits: lean });
}

async function readOne(scope: RequestScope, { id = "" }: Arguments): Promise<object> {
  const { reader, site, baseUrl } = scope;
  const found = await findNamed(scope, id);
  if (found instanceof Problem) throw found;
  return asText(renderMarkdown(await readArticle(reader, found), site, baseUrl));
}
