import type { DroppedContent } from "#text/html/dropped-content.ts";
import type { Article } from "#model/article.ts";
import { memoizeObjects } from "#model/memoize.ts";
import type { Fault, Place, Rejection } from "#model/rejection.ts";
import { lineOf } from "#model/name.ts";
import { isAnswered, type Present } from "#model/own-route.ts";
import { allSections, withSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { type AliasClaims, claimForSite, createAliasClaims } from "./alias-claims.ts";
import { type Content, type Doubt, notice, type Notice } from "./content.ts";
import { type Draft, rejectionsAt } from "./draft.ts";
import type { MediaLibrary } from "./media.ts";
import { preparedDraft, type Trimmed } from "./prepared-draft.ts";
import { unknownFieldNotices } from "./unknown-fields.ts";
import { nearlyRepeated, placeText, withoutRepeats } from "./repeats.ts";

/** What was found before the articles were compared. */
export type AssembleInput = {
  readonly library: MediaLibrary;
  readonly rejections: readonly Rejection[];
  readonly notices: readonly Notice[];
  /** The HTML that Markdown means. */
  readonly htmlFromMarkdown: (markdown: string) => string;
  /** Articles that are there already, and are not read anew: their ids, items of feeds and aliases
   *  are taken. */
  readonly beside?: readonly Article[];
  /** Where a setting of the site stands. */
  readonly placeOfSetting?: (field?: string) => Place;
};

/** A file that holds many articles, so that a reference to it means none of them. */
const LINES = /\.(?:jsonl|ndjson)$/i;

/** Makes the content of a site from articles read one by one: each id, each feed item and each
 *  alias once, sections that exist, bodies ready to publish. What is wrong with one is a Rejection,
 *  and the rest goes in. O(bytes).
 *  @param site  its settings; without sections, they come from the articles; without a language, it
 *  is the articles' commonest */
export function assemble(site: Site, drafts: readonly Draft[], found: AssembleInput): Content {
  const rejections = [...found.rejections, ...found.library.rejections];
  const notices = [...found.notices];
  const besides = besidesOf(found.beside ?? [], drafts);
  const present = presentIn(site, [...drafts, ...besides]);
  const claims = createAliasClaims((path) => isAnswered(path, present));
  const claimed = claimForSite(site, claims);
  rejections.push(...rejectionsAt(found.placeOfSetting ?? (() => ({})), claimed.faults));
  const known = new Set<string>(allSections(site.sections).map(({ path }) => path));
  const wanted = new Set(
    besides.length > 0 ? drafts.flatMap(({ article }) => article.aliases) : [],
  );
  // What nobody else asks for need not be claimed for those that have it.
  for (const { article, placeOf } of besides)
    if (article.aliases.some((alias) => wanted.has(alias)))
      claims.claim(article.aliases, placeText(placeOf("aliases")));
  const own = withoutRepeats(drafts, site, besides);
  rejections.push(...own.rejections);
  notices.push(...nearlyRepeated(own.kept));
  notices.push(...unknownFieldNotices(own.kept.flatMap(({ unknown = [] }) => unknown)));
  const kept = own.kept.filter((draft) => {
    const isKnown = known.size === 0 || known.has(draft.article.section);
    if (!isKnown)
      rejections.push(
        ...rejectionsAt(draft.placeOf, [unknownSection(draft.article.section, "section")]),
      );
    return isKnown;
  });
  const files = new Map(
    kept.filter(({ from }) => !LINES.test(from)).map(({ article, from }) => [from, article]),
  );
  const articles: Article[] = [];
  const dropped = new Map<Article["id"], readonly DroppedContent[]>();
  const origins = new WeakMap<Article, string>();
  const surroundings = { ...found, site, files, dropped, origins };
  for (const draft of kept) {
    const trimmed = trim(draft, known, claims);
    rejections.push(...rejectionsAt(draft.placeOf, trimmed.faults));
    const prepared = preparedDraft(draft, trimmed, surroundings);
    if ("faults" in prepared) rejections.push(...rejectionsAt(draft.placeOf, prepared.faults));
    else articles.push(prepared.article);
    notices.push(...prepared.notices);
    if (draft.told?.length) notices.push(notice(draft.placeOf(), ...draft.told));
  }
  const paths = articles.flatMap(({ section, also }) => [section, ...also]);
  const sections = known.size > 0 ? claimed.site.sections : withSections([], paths);
  const lang = site.lang === "und" ? commonestLanguage(articles) : site.lang;
  return {
    site: { ...claimed.site, lang, sections },
    articles,
    media: found.library.media,
    rejections,
    notices,
    placeOf: placesOf(kept),
    dropped,
    originOf: (article) => origins.get(article),
    doubts: kept.flatMap(doubtsOf),
  };
}

/** Articles that are there already as drafts of their own, without those that are read anew. */
function besidesOf(beside: readonly Article[], drafts: readonly Draft[]): readonly Draft[] {
  if (beside.length === 0) return [];
  const anew = new Set(drafts.map(({ article }) => article.id));
  return beside.filter(({ id }) => !anew.has(id)).map(draftBeside);
}

/** As long as an article stays, so does its draft: what is known of it is found again. */
const draftBeside = memoizeObjects((article: Article): Draft => {
  const place: Place = { file: `article ${article.id}` };
  return { article, from: "", placeOf: () => place, placeOfText: () => place };
});

/** Where each article stands; a text is looked for in its body first. */
function placesOf(drafts: readonly Draft[]): Content["placeOf"] {
  // Not the drafts themselves: what they were before they were made ready is as large as all
  // articles.
  const byId = new Map(
    drafts.map(({ article, placeOf, placeOfText }) => [article.id, { placeOf, placeOfText }]),
  );
  return (id, { field, text } = {}) => {
    const draft = byId.get(id);
    if (draft === undefined) return { file: id };
    return text === undefined ? draft.placeOf(field) : draft.placeOfText(text);
  };
}

function doubtsOf({ article, placeOf, hidings = [] }: Draft): readonly Doubt[] {
  // What is hidden for sure is no question.
  return hidings
    .filter(() => hidings.every(({ isDoubt }) => isDoubt))
    .map((hiding) => ({ article: article.id, place: placeOf(hiding.field), hiding }));
}

/** What the site will answer by its sections and articles. */
function presentIn(site: Site, drafts: readonly Draft[]): Present {
  const known = allSections(site.sections).map(({ path }) => path);
  const named = (): readonly string[] =>
    [...new Set(drafts.flatMap(({ article: { section, also } }) => [section, ...also]))].flatMap(
      lineOf,
    );
  return {
    ids: new Set(drafts.map(({ article }) => article.id)),
    sections: new Set(known.length > 0 ? known : named()),
  };
}

/** The further sections of an article that are there, and the aliases that it can have. */
function trim(
  { article, placeOf }: Draft,
  known: ReadonlySet<string>,
  claims: AliasClaims,
): Trimmed & { readonly faults: readonly Fault[] } {
  const also = article.also.filter((path) => known.size === 0 || known.has(path));
  const unknown = article.also.filter((path) => !also.includes(path));
  const claimed = claims.claim(article.aliases, placeText(placeOf("aliases")));
  const faults = [...unknown.map((path) => unknownSection(path, "also")), ...claimed.faults];
  return { also, aliases: claimed.aliases, faults };
}

function unknownSection(path: string, field: string): Fault {
  return {
    field,
    what: `there is no section ${path}`,
    fix: `write the path of a section of site.toml, or add one there with slug = "${path.slice(path.lastIndexOf("/") + 1)}"`,
  };
}

/** The language of most articles; of two equally common ones the first by name. */
function commonestLanguage(articles: readonly Article[]): string {
  const counts = new Map<string, number>();
  for (const { lang } of articles) if (lang) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  const [commonest] = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return commonest?.[0] ?? "und";
}
