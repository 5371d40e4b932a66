import { epochMs } from "#model/instant.ts";
import { describeRejection, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { toSuggestionQuery } from "#search/suggest/query.ts";
import { suggestionsFor } from "#searcher/suggestions.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import { badParameter, checkedFrom } from "#serve/http/parameter.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf } from "#serve/http/validator.ts";

/** The media type of suggestions for the search boxes of browsers.
 *  @see OpenSearch Suggestions 1.1 */
const SUGGESTIONS_TYPE = "application/x-suggestions+json; charset=utf-8";

/** `GET /api/suggest?q=`: what the text in a search box may become; with `format=opensearch` as
 *  browsers want it. 4 reads in 2 rounds for 10,000 articles; of a larger site 2 more in a third,
 *  when older titles are wanted.
 *  @throws {Problem} bad-parameter, index-outdated */
export async function answerSuggest(scope: RequestScope): Promise<Response> {
  const { c, reader, parameters } = scope;
  const { content, created } = reader.manifest;
  const typed = parameters.get("q") ?? "";
  const query = toSuggestionQuery(typed);
  if (isRejection(query)) throw badParameter(query);
  const isForBrowsers = checkedFrom(parameters, "format", toFormat) === "opensearch";
  const etag = await etagOf(content, "suggest", typed, String(isForBrowsers));
  const representation = {
    validators: { etag, modified: epochMs(created) },
    type: isForBrowsers ? SUGGESTIONS_TYPE : JSON_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => {
    const suggestions = query.normal === "" ? [] : await suggestionsFor(reader, query);
    if (isRejection(suggestions))
      throw new Problem("index-outdated", describeRejection(suggestions));
    return jsonText(isForBrowsers ? [typed, suggestions] : { query: typed, suggestions });
  });
}

function toFormat(text: string): "json" | "opensearch" | Rejection {
  if (text === "json" || text === "opensearch") return text;
  return rejection({}, { what: "is not known", fix: "write json or opensearch" });
}
