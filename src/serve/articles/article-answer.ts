import { articlePath } from "#model/address.ts";
import { epochMs } from "#model/instant.ts";
import { toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { renderArticle } from "#pages/article-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { readArticle } from "#store/pack-reading.ts";
import { type Related, UNRELATED } from "#model/related.ts";
import { readRelated } from "#store/related.ts";
import type { PublishedEntry } from "#store/directory.ts";
import { answerAlias } from "./alias-answer.ts";
import { articleJson } from "./article-json.ts";
import { renderMarkdown } from "./article-markdown.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import {
  conditional,
  HTML_TYPE,
  JSON_TYPE,
  jsonText,
  MARKDOWN_TYPE,
} from "#serve/http/conditional.ts";
import { prefersMarkdown } from "#serve/http/accept.ts";
import { PAGES_REVISION } from "./front-answer.ts";
import { findPublished, idAndEnding } from "./published-article.ts";
import { Problem, WithdrawnProblem } from "#serve/http/problem.ts";
import { movedTo } from "#serve/http/redirect.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** How an article can be had, by the ending of its path. */
type Form = "page" | "json" | "md";

const TYPES: Readonly<Record<Form, string>> = {
  page: HTML_TYPE,
  json: JSON_TYPE,
  md: MARKDOWN_TYPE,
};

/** An article, unless a feed is asked for in the query: then what claims its path, or nothing, for
 *  a page is never given for a feed. 4 KV reads as a page, 3 else.
 *  @param name  the last segment of the path, decoded
 *  @throws {Problem} article-not-found, article-withdrawn, page-not-found */
export async function answerArticle(scope: RequestScope, name: string): Promise<Response> {
  const isForFeed = scope.parameters.has("feed") && !/\.(?:json|md)$/.test(name);
  return isForFeed ? answerAlias(scope) : answerOwnArticle(scope, name);
}

/** One article: as a page, and with `.json` or `.md` behind its id as those; as Markdown too where
 *  the client rather reads that. 4 KV reads
 *  as a page, whose 304 costs 3; 3 and 2 else, for the directory holds a hash of the article.
 *  @param name  the last segment of the path, decoded
 *  @throws {Problem} article-not-found, article-withdrawn */
async function answerOwnArticle(scope: RequestScope, name: string): Promise<Response> {
  const { c, reader, site, baseUrl } = scope;
  const [asked, ending] = idAndEnding(name);
  const form = formOf(ending, c.req.header("Accept"));
  const id = toArticleId(asked);
  const [entry, related] = await Promise.all([
    findPublished(reader, asked),
    // What its page leads to is part of it; JSON and Markdown have the article alone.
    form === "page" && !isRejection(id) ? readRelated(reader, id) : UNRELATED,
  ]);
  if (entry instanceof WithdrawnProblem) throw entry;
  // It may have had this address before it was renamed.
  if (entry instanceof Problem) return answerAlias(scope, entry);
  // Ids never end in .html, and pages of old sites mostly do.
  if (ending === "html") return movedTo(baseUrl, articlePath(entry.id));
  const around = JSON.stringify(related);
  const representation = {
    validators: {
      etag: await etagOf(entry.etag, around, await siteTag(site), baseUrl, form, PAGES_REVISION),
      // The article's page shows the site's sections and name too: only the release's own date is
      // never too early.
      modified: epochMs(reader.manifest.created),
    },
    type: TYPES[form],
    cache: CACHE.page,
    ...(ending === undefined && { vary: "Accept" }),
    ...(form !== "page" && { link: `<${baseUrl}${articlePath(entry.id)}>; rel="canonical"` }),
  };
  return conditional(c, representation, () => written(scope, { entry, related, form }));
}

/** The form that an ending means, or where there is none the Accept header. */
function formOf(ending: string | undefined, accept: string | undefined): Form {
  if (ending === "json" || ending === "md") return ending;
  return ending === undefined && prefersMarkdown(accept) ? "md" : "page";
}

async function written(
  { reader, site, baseUrl }: RequestScope,
  asked: { readonly entry: PublishedEntry; readonly related: Related; readonly form: Form },
): Promise<string> {
  const { entry, related, form } = asked;
  const article = await readArticle(reader, entry);
  if (form === "json") return jsonText(articleJson(article, site, baseUrl));
  if (form === "md") return renderMarkdown(article, site, baseUrl);
  return renderArticle(pageContext(site, baseUrl, article.section), article, related);
}
