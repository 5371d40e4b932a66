import type { Article } from "#model/article.ts";
import { epochMs, type Instant } from "#model/instant.ts";
import { correctionEntries } from "#feeds/correction.ts";
import type { Feed } from "#feeds/feed.ts";
import { correctionsHeading } from "#feeds/heading.ts";
import { NEWEST_PAGE } from "#model/newest-page.ts";
import { readCorrected } from "#store/article-reading.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { formatOf } from "./feed-address.ts";
import { formAsked, formTag, formBytes } from "./feed-form.ts";
import { cachedBody } from "#serve/http/feed-cache.ts";
import { feedResponse } from "./feed-response.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { segmentsOf } from "#serve/http/request-path.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

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
  const { blob, modified, settings } = reader.manifest.corrections ?? {
    blob: null,
    modified: NEVER_CORRECTED,
    settings: undefined,
  };
  const heading = correctionsHeading(site);
  const etag = await etagOf(
    blob,
    modified,
    (form.isPage ? undefined : settings) ?? (await siteTag(site)),
    baseUrl,
    heading.path,
    formTag(form),
  );
  const write = async () => {
    const feed: Feed = {
      ...heading,
      site,
      baseUrl,
      modified,
      entries: entriesOf(await readCorrected(reader), site),
      complete: false,
    };
    return { etag, bytes: formBytes(feed, form) };
  };
  const validators = { etag, modified: epochMs(modified) };
  return feedResponse(scope, { form, address: heading, validators, heldAs: etag }, () =>
    cachedBody(c.var.feedCache, etag, write),
  );
}

/** The corrections of all these articles, newest first. */
function entriesOf(articles: readonly Article[], site: Feed["site"]): readonly Article[] {
  return articles
    .flatMap((article) => correctionEntries(article, site))
    .sort((a, b) => epochMs(b.published) - epochMs(a.published))
    .slice(0, NEWEST_PAGE.maxArticles);
}
