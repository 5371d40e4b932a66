import { OPENSEARCH_REVISION, OPENSEARCH_TYPE, renderOpenSearch } from "#feeds/opensearch.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional } from "#serve/http/conditional.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** `GET /opensearch.xml`: how a browser searches this site. Reads `current` alone. */
export async function answerOpenSearch({ c, site, baseUrl }: RequestScope): Promise<Response> {
  const etag = await etagOf("opensearch", OPENSEARCH_REVISION, await siteTag(site), baseUrl);
  const representation = { validators: { etag }, type: OPENSEARCH_TYPE, cache: CACHE.page };
  return conditional(c, representation, () => renderOpenSearch(site, baseUrl));
}
