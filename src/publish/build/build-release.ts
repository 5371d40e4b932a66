import type { Article } from "#model/article.ts";
import { memoizeLast } from "#model/memoize.ts";
import { epochMs, type Instant, instantFromEpoch } from "#model/instant.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { Site } from "#model/site.ts";
import { jsonBytes } from "#store/block.ts";
import { canonicalJson, contentHash } from "#store/blob-name.ts";
import { encodeGone, momentsOf } from "#store/history/gone.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import type { Past } from "#store/history/past.ts";
import type { Takedowns } from "#store/history/takedown.ts";
import { type AddressLoss, compareAddresses } from "./address-loss.ts";
import { type GroundBuilder, type GroundOptions, wholeGround } from "./base-part.ts";
import type { BlobSet } from "./blob-set.ts";
import { buildDirectory } from "./directory-part.ts";
import { createKeyedMemory, edgePart, type ReadBefore } from "#publish/edge/changed-tags.ts";
import { buildFronts } from "./front.ts";
import { type Changes, compare } from "./comparison.ts";
import { extendLog, logPart } from "./change-log.ts";
import { correctionsPart } from "./corrections-part.ts";
import { homePart } from "./home-part.ts";
import { ledgerEntries, ledgerPart, pastTakenOver } from "./ledger.ts";
import { mediaUsed } from "./media-use.ts";
import { goneAt, hashOfTold, lateAt } from "./past.ts";
import { type ReadyArticle, readyArticle } from "./ready-article.ts";
import { takedownPart, takenWordsIn, withoutHidden } from "./takedown.ts";
import { remade } from "#search/build/workshop.ts";
import { sectionsOf, shownSections } from "./section-tree.ts";
import { servedTopics, topicsPart } from "./topics-part.ts";
import { isGone, isPublic, withoutComing } from "./visible.ts";

/** What all releases of one publication are built with. */
export type BuildOptions = GroundOptions & {
  readonly site: Site;
  /** What is new is old stock, of which readers are not told. */
  readonly isBackfill: boolean;
  /** Reads what the release before holds; absent: nobody knows what a cache before the Worker may
   *  keep. */
  readonly readBefore?: ReadBefore | undefined;
};

/** What a release follows. */
export type Predecessor = {
  /** The release that readers see before it; null when nothing was published. */
  readonly previous: Manifest | null;
  /** What subscribers saw in that; null when nobody knows. */
  readonly past: Past | null;
};

/** The articles of one publication. */
export type Stock = {
  /** Every article that is not a draft, oldest first; a release leaves out those not visible
   *  yet. */
  readonly articles: readonly ReadyArticle[];
  /** Ids of all articles, drafts included. */
  readonly known: ReadonlySet<ArticleId>;
  /** Sections that any article names, drafts included. */
  readonly named: ReadonlySet<SectionPath>;
  /** What is taken down with it. */
  readonly takedowns: Takedowns;
};

/** What one release is made from. */
type ReleaseInput = BuildOptions &
  Predecessor &
  Stock & {
    /** When it takes effect. */
    readonly at: Instant;
    /** Lays out articles, and what finds them; all anew when absent. */
    readonly ground?: GroundBuilder;
  };

/** A release, and what its publisher should know of it. */
export type BuiltRelease = {
  readonly manifest: Manifest;
  /** Aliases that more than one article claims. */
  readonly contested: readonly string[];
  /** Names of the media files that it uses, sorted. */
  readonly media: readonly string[];
  /** What it does in the eyes of subscribers. */
  readonly changes: Changes;
  /** Addresses that answered before it and would not after. */
  readonly loss: AddressLoss;
  /** What they see in it: what the release after it is compared with. */
  readonly past: Past;
};

/** Builds one release: puts its blobs into `set` and gives its manifest, without upcoming releases.
 *  The same content makes the same blobs and the same `content`, whenever and in whatever order it
 *  comes; O(articles), most of it the index. */
export async function buildRelease(input: ReleaseInput, set: BlobSet): Promise<BuiltRelease> {
  const { at, previous } = input;
  const now = epochMs(at);
  const articles = await articlesSeen(input, now);
  const withdrawn = input.articles.filter(({ article }) => isGone(article, now));
  const shown = sectionsOf(articles.map(({ article }) => article));
  const sections = shownSections(input.site.sections, shown, input.named);
  const shownSite = { ...input.site, sections };
  const site = remade(input.workshop, "site", [JSON.stringify(shownSite)], () => shownSite);
  const layOut = input.ground ?? wholeGround(input);
  const { members, over, ...ground } = await layOut(articles, site, set);
  const { directory, contested } = await buildDirectory(
    { articles, gone: withdrawn, members, workshop: input.workshop, over },
    set,
  );
  const past = pastTakenOver(articles, input.past, over);
  const entries = ledgerEntries(articles, input.workshop);
  const turn = { past, entries, at, changes: changesIn({ ...input, past }, entries) };
  const gone = goneAt(turn, site);
  const since = lateAt(turn, input.isBackfill);
  const { fronts, late } = await buildFronts(
    { site, articles, members, previous, at, gone, late: since, workshop: input.workshop, over },
    set,
  );
  const corrections = await correctionsPart({ site, articles, previous, at }, set);
  const media = mediaUsed(articles, site);
  const sites = { before: previous?.site ?? site, after: site };
  const log = extendLog(past?.log, { ...turn, sites }, now);
  const served = servedTopics(articles, past?.topics);
  const content = {
    site,
    count: articles.length,
    fronts,
    ...ground,
    directory,
    home: await homePart(articles, site, set),
    ...(corrections !== undefined && { corrections }),
    ledger: await ledgerPart({ entries, past, previous, over, workshop: input.workshop }, set),
    media: media.length === 0 ? null : await set.add(jsonBytes(media)),
  };
  const hash = await hashOfContent(content);
  const history = await historyPart({ gone, late, log, topics: served }, set);
  const memory = remade(input.workshop, "keyed blobs", [], createKeyedMemory);
  const edge = await edgePart({ ...input, articles, made: content, memory }, set);
  return {
    manifest: {
      format: ground.recent === undefined ? 1 : 2,
      release: releaseId(now, hash),
      created: instantFromEpoch(now),
      previous: previous?.release ?? null,
      content: hash,
      told: await hashOfTold({ site, articles, withdrawn, late }),
      ...content,
      ...history,
      ...edge,
      ...(await takedownPart(input.takedowns, set)),
      upcoming: [],
    },
    contested,
    media,
    changes: turn.changes,
    past: { entries, gone, late, log, topics: served },
    loss: lossIn({ ...input, past }, { site, entries, articles }),
  };
}

/** What hangs on the releases before. */
async function historyPart(
  { gone, late, log, topics: served = { tags: [], authors: [] } }: Omit<Past, "entries">,
  set: BlobSet,
): Promise<Pick<Manifest, "gone" | "late" | "topics" | "log">> {
  const topics = await topicsPart(served, set);
  return {
    ...(gone.length > 0 && {
      gone: { blob: await set.add(encodeGone(gone)), moments: momentsOf(gone) },
    }),
    ...(late.size > 0 && { late: [...late] }),
    ...(topics !== undefined && { topics }),
    ...(log !== undefined && { log: await logPart(log, set) }),
  };
}

/** The articles that readers see at a moment, oldest first, without what they say of those that
 *  readers do not see.
 *  @param now  milliseconds since 1970 */
export async function articlesSeen(
  { articles, known, takedowns }: Omit<Stock, "named">,
  now: number,
): Promise<readonly ReadyArticle[]> {
  const visible = articles.filter(({ article }) => isPublic(article, now));
  for (const [at, { article }] of visible.entries()) {
    const told = withoutComing(article, now);
    if (told !== article) visible[at] = await toldOnce(article, told);
  }
  const ids = new Set(visible.map(({ article }) => article.id));
  const words = visible.map(({ article }) => article);
  const { isTakenId, isTakenTitle } = await takenWordsIn(words, takedowns);
  const isHidden = (id: ArticleId): boolean => !ids.has(id) && (known.has(id) || isTakenId(id));
  return withoutHidden(visible, { isHidden, isTakenTitle });
}

const lastTold = memoizeLast<Article, Promise<ReadyArticle>>();

/** The same as long as it says the same of what it was corrected. */
function toldOnce(article: Article, told: Article): Promise<ReadyArticle> {
  const by = JSON.stringify([told.updated, told.corrections]);
  return lastTold(article, by, () => readyArticle(told));
}

/** What a release with these entries does in the eyes of subscribers. */
export function changesIn(
  { past, previous, site }: Predecessor & Pick<BuildOptions, "site">,
  entries: readonly LedgerEntry[],
): Changes {
  return compare(past, entries, { before: previous?.site ?? site, after: site });
}

/** The addresses that a release with these articles would end. */
export function lossIn(
  { past, previous }: Predecessor,
  {
    site,
    entries,
    articles,
  }: {
    readonly site: Site;
    readonly entries: readonly LedgerEntry[];
    readonly articles: readonly ReadyArticle[];
  },
): AddressLoss {
  const claimed = () => new Set(articles.flatMap(({ article }) => article.aliases));
  const seen = past?.entries ?? [];
  return compareAddresses({ before: previous?.site ?? site, after: site, seen, entries, claimed });
}

/** `modified` and `gone` are history, not content: left out, so that publishing the same again is
 *  seen to be the same. */
async function hashOfContent(
  content: Pick<Manifest, "fronts"> & Partial<Manifest>,
): Promise<string> {
  const fronts = content.fronts.map((front) => ({
    ...front,
    modified: undefined,
    gone: undefined,
    feeds: undefined,
  }));
  const corrections = content.corrections?.blob;
  return contentHash(canonicalJson({ ...content, fronts, corrections }));
}

/** The second and a hash: such as `20261123T190149Z-3fK9a_Qz`. */
function releaseId(ms: number, hash: string): ReleaseId {
  const second = instantFromEpoch(ms).replace(/[-:]/g, "");
  return `${second}-${hash.slice(0, 8)}`;
}
