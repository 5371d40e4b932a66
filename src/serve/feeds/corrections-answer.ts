import type { Article } from "#model/article.ts";
import { epochMs } from "#model/instant.ts";
import { correctionEntries } from "#feeds/correction.ts";
import type { Feed } from "#feeds/feed.ts";
import { correctionsHeading } from "#feeds/heading.ts";
import { NEWEST_PAGE } from "#feeds/newest-page.ts";
import { readCorrected } from "#store/article-reading.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { formatOf } from "./feed-address.ts";
import { formAsked, formTag, formBytes } from "./feed-form.ts";
import { heldBody } from "#serve/http/feed-cache.ts";
import { feedResponse } from "./feed-response.ts";
import type { Visit } from "#serve/http/release-route.ts";
import { segmentsOf } from "#serve/http/request-path.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** `GET /corrections/feed.xml`, in each format: what was corrected and when, newest first, each
 *  under its article's title and address. 2 KV reads; a 304 costs one.
 *  @throws {Problem} page-not-found for another file */
export async function answerCorrections(visit: Visit): Promise<Response> {
  const { c, reader, site, baseUrl } = visit;
  const [, file = "", ...more] = segmentsOf(c.req.path);
  const format = formatOf(file);
  if (format === undefined || more.length > 0) return answerAlias(visit);
  const form = formAsked(c, format);
  const { blob, modified } = reader.manifest.corrections ?? {
    blob: null,
    modified: reader.manifest.created,
  };
  const heading = correctionsHeading(site);
  const etag = await etagOf(
    blob,
    modified,
    await siteTag(site),
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
  return feedResponse(visit, { form, address: heading, validators, mayHold: true }, () =>
    heldBody(c.var.memory, etag, write),
  );
}

/** The corrections of all these articles, newest first. */
function entriesOf(articles: readonly Article[], site: Feed["site"]): readonly Article[] {
  return articles
    .flatMap((article) => correctionEntries(article, site))
    .sort((a, b) => epochMs(b.published) - epochMs(a.published))
    .slice(0, NEWEST_PAGE.maxArticles);
}
