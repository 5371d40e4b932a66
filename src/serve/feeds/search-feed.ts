import { toLanguageTag } from "#model/language-tag.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { oldSection } from "#model/old-section.ts";
import type { Site } from "#model/site.ts";
import { searchHeading } from "#feeds/heading.ts";
import { documentFromArticle } from "#search/format/document.ts";
import { planSearch } from "#search/run/plan.ts";
import type { IndexRoot } from "#search/format/root.ts";
import type { SearchResult } from "#search/run/run.ts";
import type { QueryTerm, TermQuery } from "#search/query/term-query.ts";
import {
  candidateFromArticle,
  type WordFound,
  verificationPlan,
  wordVerdict,
} from "#search/hits/verify-word.ts";
import type { Reader } from "#store/reader.ts";
import { foldTag } from "#text/fold/fold.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { readColumns } from "#searcher/recent-index.ts";
import { formatOf } from "./feed-address.ts";
import {
  answerQueryFeed,
  ENOUGH_DOCS,
  QUERY_FEED_READS,
  type QueryDocs,
  type ReadDoc,
} from "./query-feed.ts";
import { foundIn, movedByTag } from "./present-language.ts";
import { readIndex } from "#searcher/index-reading.ts";
import { badParameter } from "#serve/http/parameter.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { movedTo } from "#serve/http/redirect.ts";
import { queryWith, segmentsOf } from "#serve/http/request-path.ts";
import type { AskedSearch } from "#searcher/search.ts";
import { refuseEnded, searchAsked } from "#serve/search/asked-search.ts";
import {
  canBeFollowed,
  MAX_FOLLOWED_TERMS,
  MAX_FOLLOWED_TEXT,
} from "#serve/search/follow-limits.ts";

/** Parameters that tell one search to follow from another, in the order of its address. */
const KNOWN = ["after", "author", "before", "lang", "on", "q", "section", "tag"] as const;
/** Shards that may be read for a search: what is left of the feed's 20 reads pays for packs. */
const MAX_SHARDS = 14;

/** `GET /search/feed.xml?q=`, in each format: the newest articles that match a search fully, as the
 *  results sorted by date show them. What only resembles a word that occurs nowhere is left out: it
 *  would be gone from the feed as soon as the word occurs. At most 20 KV reads in 3 rounds.
 *  @throws {Problem} bad-parameter, section-gone, index-outdated; page-not-found for another
 *    file */
export async function answerSearchFeed(scope: RequestScope): Promise<Response> {
  const { c, reader, site, baseUrl } = scope;
  const [, file = "", ...more] = segmentsOf(c.req.path);
  const format = formatOf(file);
  if (format === undefined || more.length > 0) return answerAlias(scope);
  const parameters = canonical(scope.parameters, site);
  const text = parameters.get("q") ?? "";
  const asked = followed({ ...scope, parameters }, text);
  const others = changesIn(scope.parameters, parameters);
  if (Object.keys(others).length > 0)
    return movedTo(baseUrl, c.req.path + queryWith(scope.parameters, others));
  const { phrases } = asked.query;
  const address = { path: "/search", query: `?${parameters.toString()}` };
  const answer = answerQueryFeed(
    scope,
    {
      address,
      find: async () =>
        foundIn(reader, parameters.get("lang") ?? undefined, await find(reader, asked)),
      heading: () => searchHeading(site, text, address.query),
      ...(phrases && {
        isMeant: (article) => phrases.matches(documentFromArticle(article, site)),
      }),
    },
    format,
  );
  return answer.catch((error: unknown) =>
    movedByTag(error, (lang) =>
      movedTo(baseUrl, c.req.path + queryWith(scope.parameters, { lang })),
    ),
  );
}

/** The search that a feed is asked for.
 *  @throws {Problem} bad-parameter, section-gone, index-outdated */
function followed(scope: RequestScope, text: string): AskedSearch {
  if (text === "" || text.length > MAX_FOLLOWED_TEXT) throw badParameter(unfit("q", text));
  const asked = searchAsked(scope, true);
  refuseEnded(scope, scope.parameters.get("section") ?? "");
  const isCheap = canBeFollowed({ text, lookup: asked.query.lookup });
  if (!isCheap) throw badParameter(unfit("q", text));
  return asked;
}

/** The parameters that count, each once and in one order, values that mean the same written
 *  alike. */
function canonical(given: URLSearchParams, site: Site): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of KNOWN) {
    const value = canonicalValue(name, given.get(name) ?? "", site);
    if (value !== "") parameters.set(name, value);
  }
  return parameters;
}

function canonicalValue(name: (typeof KNOWN)[number], given: string, site: Site): string {
  const value = given.normalize("NFC").replace(/\s+/g, " ").trim();
  if (name === "tag" || name === "author") return foldTag(value);
  if (name === "section") return presentPath(given, site);
  if (name !== "lang" || value === "") return value;
  const tag = toLanguageTag(value);
  return isRejection(tag) ? value : tag;
}

/** A section by the path that it has now; whatever is none, as it is. */
function presentPath(asked: string, site: Site): string {
  const old = oldSection(site, asked);
  return old?.kind === "moved" ? old.to : asked;
}

/** What of a search stands otherwise in its one address. Parameters in another order, and those
 *  that others put there, are no difference: the feed says where it lives. */
function changesIn(given: URLSearchParams, wanted: URLSearchParams): Record<string, string> {
  const changed = KNOWN.filter(
    (name) => given.get(name) && given.get(name) !== (wanted.get(name) ?? ""),
  );
  return Object.fromEntries(changed.map((name) => [name, wanted.get(name) ?? ""]));
}

function unfit(field: string, text: string): Rejection {
  const what = text === "" ? "is missing" : "is too long for a search to follow";
  const fix =
    text === ""
      ? "write what to look for"
      : `at most ${MAX_FOLLOWED_TEXT} characters and ${MAX_FOLLOWED_TERMS} terms are allowed; each two neighbouring Chinese characters are one`;
  return rejection({}, { field, what, fix });
}

async function find(
  reader: Reader,
  { root, query: { lookup, word } }: AskedSearch,
): Promise<QueryDocs> {
  const query = affordable(root, lookup);
  const dated: TermQuery = {
    ...query,
    sort: "date",
    partial: false,
    facets: false,
    offset: 0,
    limit: ENOUGH_DOCS,
  };
  const { run, shards } = await readIndex(reader, root, query);
  const found = run(dated);
  const spent = 3 + shards.size;
  // Where nothing matches fully, what matches in part is given, which nobody asked to follow.
  const docs = found.partial ? [] : docsOf(found);
  const asOneWord = (): readonly number[] => docsOf(run({ ...dated, asOneWord: true }));
  const isChecked = word !== undefined && verificationPlan(found, false).cards > 0;
  return {
    // Just read, and held since.
    columns: await readColumns(reader),
    docs,
    packs: Math.max(1, QUERY_FEED_READS - spent),
    ...(isChecked && {
      closer: {
        docs: found.isOneWord ? docs : asOneWord(),
        meant: (read) => meantByWord(word, found, { read, site: reader.manifest.site }),
      },
    }),
  };
}

/** Of the newest articles that have all pairs of a word those that have the word, when they show
 *  that it is one. */
function meantByWord(
  word: string,
  found: WordFound,
  { read, site }: { readonly read: readonly ReadDoc[]; readonly site: Site },
): readonly ReadDoc[] | undefined {
  const looked = read.map(({ doc, article }) =>
    candidateFromArticle(doc, documentFromArticle(article, site)),
  );
  const reading = wordVerdict(word, found, looked);
  return reading && read.filter(({ doc }) => !reading.demoted.has(doc));
}

function docsOf({ docs }: SearchResult): readonly number[] {
  return docs.map(({ doc }) => doc);
}

/** The query; without written forms and beginnings of characters where their shards would cost too
 *  much. */
function affordable(root: IndexRoot, query: TermQuery): TermQuery {
  const isCheap = planSearch(root, query).shards.length <= MAX_SHARDS;
  return isCheap ? query : without(query, ["prefix", "synonyms"]);
}

function without(query: TermQuery, fields: readonly (keyof QueryTerm)[]): TermQuery {
  const bare = (term: QueryTerm): QueryTerm => {
    const kept = Object.entries(term).filter(([field]) => !fields.some((name) => name === field));
    // Only fields that a term can do without are left out.
    return Object.fromEntries(kept) as QueryTerm;
  };
  return { ...query, terms: query.terms.map(bare) };
}
