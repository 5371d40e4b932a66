import { toArticle } from "#model/article.ts";
import { toLanguageTag } from "#model/language-tag.ts";
import { type SectionPath, toSectionPath } from "#model/name.ts";
import { isRejection, type Place, type Rejection } from "#model/rejection.ts";
import { type Section, withSections } from "#model/section.ts";
import { type Site, SITE_DEFAULTS } from "#model/site.ts";
import { assemble } from "./assemble.ts";
import type { Content } from "./content.ts";
import { type Draft, type Drafts, rejectionsAt } from "./draft.ts";
import { readFeed } from "#ingest/feed/feed.ts";
import type { FeedOptions, FeedReading } from "#ingest/feed/feed-reading.ts";
import { htmlFromMarkdown } from "./markdown.ts";
import { gatherMedia } from "./media.ts";

/** Reads a feed as the content of a site: its articles, ready to publish, its name, and the
 *  sections that its categories make.
 *  @param text  of the feed, whatever its format
 *  @returns a Rejection when it is no feed; an entry that lacks what an article needs is rejected
 *  in the content */
export function readFeedContent(
  text: string,
  options: FeedOptions & { readonly timeZone?: string },
): Content | Rejection {
  const reading = readFeed(text, options);
  if (isRejection(reading)) return reading;
  const { drafts, rejections } = draftsFromFeed(reading, options);
  const library = gatherMedia([], () => "");
  return assemble(siteFromFeed(reading, options), drafts, {
    htmlFromMarkdown,
    library,
    rejections,
    notices: [],
  });
}

/** The articles of a feed, checked one by one. */
function draftsFromFeed(
  { entries }: FeedReading,
  { place, timeZone = "UTC" }: { readonly place: Place; readonly timeZone?: string },
): Drafts {
  const drafts: Draft[] = [];
  const rejections: Rejection[] = [];
  for (const { fields, line } of entries) {
    const here = { ...place, line };
    const article = toArticle(fields, { timeZone, place: here });
    if (isRejection(article)) rejections.push(...rejectionsAt(() => here, article.faults));
    else
      drafts.push({
        article,
        from: place.file ?? "",
        placeOf: () => here,
        placeOfText: () => here,
      });
  }
  return { drafts, rejections };
}

function siteFromFeed(
  { head, sections }: FeedReading,
  { timeZone = "UTC", isMigration = false }: FeedOptions & { readonly timeZone?: string },
): Site {
  const lang = toLanguageTag(head.lang);
  const origin = URL.parse(head.link)?.origin;
  return {
    ...SITE_DEFAULTS,
    timeZone,
    title: head.title.slice(0, 200) || SITE_DEFAULTS.title,
    ...(head.description && { description: head.description.slice(0, 2_000) }),
    ...(isMigration && origin !== undefined && { url: origin }),
    lang: isRejection(lang) ? SITE_DEFAULTS.lang : lang,
    sections: sectionsFromTitles(sections),
  };
}

/** A section tree of titles by path; what cannot be a path is left out. */
export function sectionsFromTitles(titles: ReadonlyMap<string, string>): readonly Section[] {
  const paths = [...titles.keys()]
    .map(toSectionPath)
    .filter((path): path is SectionPath => !isRejection(path));
  const named = (section: Section): Section => ({
    ...section,
    title: titles.get(section.path) ?? section.title,
    children: section.children.map(named),
  });
  return withSections([], paths).map(named);
}
