import { sectionFolder } from "#model/address.ts";
import { epochMs } from "#model/instant.ts";
import type { Section } from "#model/section.ts";
import { folderUrl } from "#feeds/feed.ts";
import type { FeedFormat } from "#model/release.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf } from "#serve/http/validator.ts";

/** What the API says of a section. */
export type SectionSummary = {
  readonly path: string;
  readonly title: string;
  readonly description?: string;
  readonly lang: string;
  /** Published articles here and below. */
  readonly count: number;
  /** Its page for people. */
  readonly url: string;
  readonly feeds: Readonly<Record<FeedFormat, string>>;
  readonly children: readonly SectionSummary[];
};

/** `GET /api/sections`: the tree of sections with their feeds and counts. Reads `current` alone. */
export async function answerSections(scope: RequestScope): Promise<Response> {
  const { c, reader, baseUrl } = scope;
  const { content, created } = reader.manifest;
  const representation = {
    validators: { etag: await etagOf(content, baseUrl, "sections"), modified: epochMs(created) },
    type: JSON_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, () => jsonText({ sections: sectionTree(scope) }));
}

/** The sections of the site, each with those inside it. */
export function sectionTree({
  reader,
  site,
  baseUrl,
}: Pick<RequestScope, "reader" | "site" | "baseUrl">): readonly SectionSummary[] {
  const { fronts } = reader.manifest;
  const counts = new Map<string, number>(fronts.map(({ path, count }) => [path, count]));
  const summary = (section: Section): SectionSummary => {
    const { path, title, description, lang = site.lang, children } = section;
    const folder = sectionFolder(path);
    return {
      path,
      title,
      ...(description !== undefined && { description }),
      lang,
      count: counts.get(path) ?? 0,
      url: baseUrl + folder,
      feeds: {
        rss: folderUrl(baseUrl, folder, "rss"),
        atom: folderUrl(baseUrl, folder, "atom"),
        json: folderUrl(baseUrl, folder, "json"),
      },
      children: children.map(summary),
    };
  };
  return site.sections.map(summary);
}
