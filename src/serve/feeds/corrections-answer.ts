import type { Instant } from "#model/instant.ts";
import { correctionsFeed } from "#feeds/correction.ts";
import { correctionsHeading } from "#feeds/heading.ts";
import { shownSettings } from "#feeds/shown-settings.ts";
import { readCorrected } from "#store/article-reading.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { formatOf } from "./feed-address.ts";
import { formAsked, formBytes } from "./feed-form.ts";
import { cachedBody } from "#serve/http/feed-cache.ts";
import { feedValidators } from "./feed-validators.ts";
import { feedResponse } from "./feed-response.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { segmentsOf } from "#serve/http/request-path.ts";

/** The date of a feed that has nothing in it: any that stays. The brand's form is kept. */
const NEVER_CORRECTED = "2000-01-01T00:00:00Z" as Instant;

/** `GET /corrections/feed.xml`, in each format: what was corrected and when, newest first, each
 *  under its article's title and address. 2 KV reads; a 304 costs one.
 *  @throws {Problem} page-not-found for another file */
export async function answerCorrections(scope: RequestScope): Promise<Response> {
  const { c, reader, site, baseUrl } = scope;
  const [, file = "", ...more] = segmentsOf(c.req.path);
  const format = formatOf(file);
  if (format === undefined || more.length > 0) return answerAlias(scope);
  const form = formAsked(c, format);
  const heading = correctionsHeading(site);
  const corrections = reader.manifest.corrections ?? {
    blob: "",
    modified: NEVER_CORRECTED,
    settings: shownSettings(site, heading, []),
  };
  const { etag, modified, validators } = await feedValidators(scope, {
    form,
    heading,
    place: corrections,
  });
  const write = async () => {
    const articles = await readCorrected(reader);
    return { etag, bytes: formBytes(correctionsFeed({ site, baseUrl, articles, modified }), form) };
  };
  return feedResponse(scope, { form, address: heading, validators, heldAs: etag }, () =>
    cachedBody(c.var.feedCache, etag, write),
  );
}
