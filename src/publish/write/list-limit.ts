import type { Article } from "#model/article.ts";
import { sectionsAround } from "#publish/build/section-tree.ts";
import type { Fault } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";

/** A list that a site has as a whole: each of its values lies in the manifest, on pages or in the
 *  columns that every search reads. */
type ListLimit = {
  /** The field that it comes from. */
  readonly field: string;
  readonly noun: string;
  readonly max: number;
  /** What its values are like, for whoever took something else. */
  readonly like: string;
  readonly valuesOf: (article: Article) => readonly string[];
  /** Values that no article need have. */
  readonly ofSite?: (site: Site) => readonly string[];
};

/** All of them.
 *  @see docs/publishing.md, which lists them */
export const LIST_LIMITS: readonly ListLimit[] = [
  {
    field: "section",
    noun: "sections",
    // 300 bytes each in the manifest, which may have 256 KB.
    max: 400,
    like: "a category, such as news/politics",
    valuesOf: sectionsAround,
    ofSite: ({ sections }) => allSections(sections).map(({ path }) => path),
  },
  {
    field: "tags",
    noun: "tags",
    // 10 to 20 bytes each in the columns.
    max: 20_000,
    like: "a topic that several articles share",
    valuesOf: ({ tags }) => tags,
  },
  {
    field: "authors",
    noun: "authors",
    max: 20_000,
    like: "a person's name",
    valuesOf: ({ authors }) => authors,
  },
  {
    field: "lang",
    noun: "languages",
    max: 100,
    like: "a language tag, such as zh-Hant",
    valuesOf: ({ lang }) => (lang === undefined ? [] : [lang]),
  },
  {
    field: "gone",
    noun: "ended sections",
    max: 200,
    like: "the path that a section had",
    valuesOf: () => [],
    ofSite: ({ gone = [] }) => gone,
  },
  {
    field: "aliases",
    noun: "old addresses of feeds",
    max: 2_000,
    like: "an address that a feed had",
    valuesOf: () => [],
    ofSite: ({ aliases, sections }) => [
      ...aliases,
      ...allSections(sections).flatMap((one) => [...one.aliases, ...(one.was ?? [])]),
    ],
  },
  {
    field: "synonyms",
    noun: "words with synonyms",
    max: 2_000,
    like: "a word that means the same as others",
    valuesOf: () => [],
    ofSite: ({ synonyms }) => synonyms.flat(),
  },
];

/** What is wrong, or soon will be, with the lists of a site. */
export type ListFaults = {
  /** Lists that are too long. */
  readonly refused: readonly Fault[];
  /** Lists that are at least half as long as they may be. */
  readonly notices: readonly Fault[];
};

/** Counts what the lists of a site hold, and tells of those that are too long what was probably
 *  meant. O(articles). */
export function listFaults(site: Site, articles: readonly Article[]): ListFaults {
  const found = known.get(articles);
  if (found?.site === site) return found.faults;
  const faults = faultsOf(site, articles);
  known.set(articles, { site, faults });
  return faults;
}

/** A publication asks twice. */
const known = new WeakMap<
  readonly Article[],
  { readonly site: Site; readonly faults: ListFaults }
>();

function faultsOf(site: Site, articles: readonly Article[]): ListFaults {
  const counted = LIST_LIMITS.map((limit) => ({ limit, ...countOf(limit, site, articles) }));
  return {
    refused: counted.filter(({ limit, all }) => all > limit.max).map(tooMany),
    notices: counted
      .filter(({ limit, all }) => all >= limit.max / 2 && all <= limit.max)
      .map(({ limit: { field, noun, max }, all }) => ({
        field,
        what: `there are ${shown(all)} ${noun}; at most ${shown(max)} are allowed`,
      })),
  };
}

type Counted = { readonly limit: ListLimit; readonly all: number; readonly single: number };

/** How many values there are, and how many of them a single article has. */
function countOf(
  { valuesOf, ofSite }: ListLimit,
  site: Site,
  articles: readonly Article[],
): Omit<Counted, "limit"> {
  const uses = new Map<string, number>((ofSite?.(site) ?? []).map((value) => [value, 0]));
  for (const article of articles) {
    const values = valuesOf(article);
    for (const value of values.length > 1 ? new Set(values) : values)
      uses.set(value, (uses.get(value) ?? 0) + 1);
  }
  const single = [...uses.values()].filter((count) => count === 1).length;
  return { all: uses.size, single };
}

function tooMany({ limit: { field, noun, max, like }, all, single }: Counted): Fault {
  const what = `there are ${shown(all)} ${noun}; at most ${shown(max)} are allowed`;
  if (single * 2 < all) return { field, what, fix: `join some of them` };
  return {
    field,
    what: `${what}, and ${shown(single)} of them are of one article alone`,
    fix: `${field} was probably taken from a field that differs in each article, such as an id or a title: give it ${like}`,
  };
}

function shown(count: number): string {
  return count.toLocaleString("en");
}
