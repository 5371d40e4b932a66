import type { AdminRefusal } from "#press/api/admin.ts";
import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { readManifest } from "#store/write/listing.ts";
import { readOwner, writeOwner } from "#store/write/owner.ts";
import { refused } from "./refused.ts";
import { changed, loadStock, MOST_ARTICLES, OWNER, type SiteStock } from "./site-stock.ts";
import type { Tables } from "./tables.ts";
import type { WaitingLine } from "./waiting.ts";

/** The site as the object holds it in memory. */
export type SiteDesk = {
  /** What is published, read anew where somebody else has published.
   *  @returns a refusal where there is nothing to work on
   *  @throws {StoreDown} when KV fails */
  readonly open: () => Promise<SiteStock | AdminRefusal>;
  /** All articles, with what waits. Only after `open`. */
  readonly view: () => ReadonlyMap<ArticleId, Article>;
  /** Makes the object the owner before it writes, and gives what is published. Costs a KV read
   *  more, and a write once. */
  readonly claim: () => Promise<SiteStock | AdminRefusal>;
  /** Notes what is published now. */
  readonly publishedAs: (stock: SiteStock) => void;
  /** Forgets what is in memory. */
  readonly forget: () => void;
  /** Notes that the line has changed. */
  readonly lineChanged: () => void;
};

/** How long it is believed that nobody else has published, while nothing waits. Milliseconds. */
const FRESH_MS = 3_000;

/** Opens the desk of a site. */
export function createSiteDesk({
  kv,
  tables,
  line,
  now,
}: {
  readonly kv: KVNamespace;
  readonly tables: Tables;
  readonly line: WaitingLine;
  readonly now: () => number;
}): SiteDesk {
  let stock: SiteStock | undefined;
  let checkedAt = 0;
  let loading: Promise<SiteStock | AdminRefusal> | undefined;
  let view: ReadonlyMap<ArticleId, Article> | undefined;
  const load = async (isOwner: boolean): Promise<SiteStock | AdminRefusal> => {
    const loaded = await loadStock(kv, { tables, isOwner, now: now() });
    if (loaded === null) return NOTHING;
    if (loaded === "too-large") return TOO_LARGE;
    if (isRejection(loaded))
      return refused("store-down", loaded.faults.map(({ what }) => what).join("; "));
    stock = loaded;
    view = undefined;
    checkedAt = now();
    return loaded;
  };
  /** What is held, where `current` is still what it was made of. */
  const checked = async (isOwner?: boolean): Promise<SiteStock | AdminRefusal> => {
    const current = stock && (await readManifest(kv));
    checkedAt = now();
    if (stock !== undefined && current && !isRejection(current))
      if (current.release === stock.current.release) return stock;
    return load(isOwner ?? (await readOwner(kv))?.by === OWNER);
  };
  const once = (work: () => Promise<SiteStock | AdminRefusal>) =>
    (loading ??= work().finally(() => (loading = undefined)));
  return {
    open: async () => {
      const isFresh = now() - checkedAt < FRESH_MS || line.length() > 0;
      return stock !== undefined && isFresh ? stock : once(() => checked());
    },
    view() {
      if (stock === undefined) throw new TypeError("the desk is not open");
      view ??= changed(
        stock.articles,
        line.all().flatMap(({ work }) => (work.kind === "changes" ? work.changes : [])),
      );
      return view;
    },
    async claim() {
      await loading;
      const isOwner = (await readOwner(kv))?.by === OWNER;
      if (!isOwner) {
        // Whoever took the site has published all that it has.
        tables.kept.clear();
        stock = undefined;
        await writeOwner(kv, { by: OWNER, since: now() });
      }
      return once(() => checked(true));
    },
    publishedAs(made) {
      stock = made;
      view = undefined;
      checkedAt = now();
    },
    forget() {
      stock = undefined;
      view = undefined;
    },
    lineChanged() {
      view = undefined;
    },
  };
}

/** That a site cannot be published live. */
export const TOO_LARGE = refused(
  "site-too-large",
  `A site that is published live has at most ${MOST_ARTICLES} articles: publish it by the command`,
);

const NOTHING = refused(
  "nothing-published",
  "Nothing was published yet, so that the site has no settings and no sections: broadsheet publish ./content first",
);
