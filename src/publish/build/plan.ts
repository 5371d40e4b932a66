import type { Article } from "#model/article.ts";
import { epochMs, type Instant, instantFromEpoch } from "#model/instant.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import { NO_TAKEDOWNS, type Takedowns } from "#store/history/takedown.ts";
import { createBlobSet } from "./blob-set.ts";
import { edgeWithUpcoming } from "#publish/edge/changed-tags.ts";
import {
  type BuildOptions,
  buildRelease,
  type BuiltRelease,
  type Predecessor,
  type Stock,
} from "./build-release.ts";
import type { Past } from "#store/history/past.ts";
import type { AddressLoss } from "./address-loss.ts";
import type { Changes } from "./comparison.ts";
import {
  comingNotices,
  contestedNotice,
  laterNotice,
  type PlanNotice,
  repeatedNotice,
  revivedNotices,
} from "./plan-notice.ts";
import { mediaUsed } from "./media-use.ts";
import type { GroundBuilder } from "./base-part.ts";
import { inOrder, readyArticles } from "./ready-article.ts";
import { sectionsOf } from "./section-tree.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { takedownsWith } from "./takedown.ts";
import { comingMoments } from "./visible.ts";

/** What a publication is planned from. */
export type PlanInput = BuildOptions &
  Predecessor & {
    /** Lays out articles; all anew when absent. */
    readonly ground?: GroundBuilder;
    /** Names of blobs that are stored, as those of a base are; absent for none. */
    readonly stored?: ReadonlySet<BlobName>;
    /** In any order; drafts, future and withdrawn ones too. */
    readonly articles: readonly Article[];
    /** What was taken down before; absent for nothing. */
    readonly takedowns?: Takedowns;
    /** Milliseconds since 1970. */
    readonly now: number;
  };

/** A publication before anything of it is written. */
export type PublicationPlan = {
  /** The release to be seen now; names the upcoming ones. */
  readonly manifest: Manifest;
  /** Releases in which scheduled articles appear, earliest first. */
  readonly upcoming: readonly Manifest[];
  readonly blobs: ReadonlyMap<BlobName, Uint8Array>;
  /** Names of the media files that any of the releases uses. */
  readonly media: ReadonlySet<string>;
  /** Names of those that withdrawn articles alone use. */
  readonly withdrawnMedia: ReadonlySet<string>;
  readonly notices: readonly PlanNotice[];
  /** What the release does in the eyes of subscribers; what reappears in the upcoming ones too. */
  readonly changes: Changes;
  /** Addresses that answer now and would not after it, nor in the upcoming ones. */
  readonly loss: AddressLoss;
  /** What subscribers see in the release for now: the next one is compared with it. */
  readonly past: Past;
};

/** Upcoming releases are prepared for at most this many moments … */
export const MAX_UPCOMING = 24;
/** … and only while their own blobs are at most this many, for the free plan allows 1,000 writes a
 *  day. The first moment is prepared in any case. */
const MAX_UPCOMING_BLOBS = 500;

/** Plans a publication: the release for now, and one for each moment at which a scheduled article
 *  appears. Pure: reads no clock and no KV. */
export async function planPublication(input: PlanInput): Promise<PublicationPlan> {
  const { takedowns = NO_TAKEDOWNS } = input;
  const { kept, ordered, repeated, known, named } = await stockOf(input.articles, input.workshop);
  const set = createBlobSet(input.stored);
  const stock: Stock = {
    articles: ordered,
    known,
    named,
    takedowns: takedownsWith(
      takedowns,
      ordered.map(({ article }) => article),
      input.past?.entries ?? [],
    ),
  };
  const build = (at: Instant, predecessor: Predecessor) =>
    buildRelease({ ...input, ...predecessor, ...stock, at }, set);
  const at = instantFromEpoch(input.now);
  const base = await build(at, input);
  const moments = comingMoments(
    ordered.map(({ article }) => article),
    epochMs(at),
  );
  const upcoming: BuiltRelease[] = [];
  // What is laid over a base lies in one blob, however many moments it has.
  const mostBlobs = input.ground === undefined ? set.blobs.size + MAX_UPCOMING_BLOBS : Infinity;
  for (const moment of moments.slice(0, MAX_UPCOMING)) {
    if (set.blobs.size > mostBlobs) break;
    const { manifest, past } = upcoming.at(-1) ?? base;
    upcoming.push(await build(moment, { previous: manifest, past }));
  }
  const media = new Set([base, ...upcoming].flatMap((built) => built.media));
  const withdrawn = ordered.filter(({ article }) => article.status === "withdrawn");
  return {
    manifest: edgeWithUpcoming(
      withUpcoming(base, upcoming),
      upcoming.map(({ manifest }) => manifest),
    ),
    upcoming: upcoming.map((built, index) => withUpcoming(built, upcoming.slice(index + 1))),
    blobs: set.blobs,
    media,
    withdrawnMedia: new Set(mediaUsed(withdrawn).filter((name) => !media.has(name))),
    loss: base.loss,
    past: base.past,
    changes: {
      ...base.changes,
      reappearing: [base, ...upcoming].flatMap(({ changes }) => changes.reappearing),
    },
    notices: [
      ...repeated.map(repeatedNotice),
      ...base.contested.map(contestedNotice),
      ...revivedNotices(base.loss),
      ...comingNotices(kept, epochMs(at)),
      ...laterNotice(moments.slice(upcoming.length)),
    ],
  };
}

type KnownStock = {
  readonly of: readonly Article[];
  readonly stock: ReturnType<typeof readStock>;
};
const stocks = new WeakMap<readonly Article[], KnownStock>();

/** The articles of a publication, in order and encoded; once for the same list, as long as it is
 *  the same articles. */
export function stockOf(
  articles: readonly Article[],
  workshop?: Workshop,
): ReturnType<typeof readStock> {
  const known = stocks.get(articles);
  const isSame =
    known?.of.length === articles.length &&
    articles.every((article, index) => article === known.of[index]);
  if (known !== undefined && isSame) return known.stock;
  const stock = readStock(articles, workshop);
  stocks.set(articles, { of: [...articles], stock });
  return stock;
}

async function readStock(articles: readonly Article[], workshop: Workshop | undefined) {
  const kept = articles.filter(({ status }) => status !== "draft");
  return {
    /** All but drafts, as they came. */
    kept,
    ...inOrder(await readyArticles(kept, workshop)),
    known: new Set(articles.map(({ id }) => id)),
    named: sectionsOf(articles),
  };
}

function withUpcoming({ manifest }: BuiltRelease, upcoming: readonly BuiltRelease[]): Manifest {
  const names = upcoming.map(({ manifest: { created, release, told } }) => ({
    from: created,
    release,
    ...(told !== undefined && { told }),
  }));
  return { ...manifest, upcoming: names };
}
