import { MAX_RECENT_BYTES } from "#model/release.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { canonicalJson, canonicalJsonOnce } from "#store/blob-name.ts";
import { epochMs, instantFromEpoch } from "#model/instant.ts";
import { ruledLanguageOf } from "#text/analysis/word-rules.ts";
import { takedownsWith } from "#publish/build/takedown.ts";
import { NO_TAKEDOWNS } from "#store/history/takedown.ts";
import { cardLayout } from "#store/cards.ts";
import { fieldsOf } from "#model/field.ts";
import { articlesSeen } from "#publish/build/build-release.ts";
import {
  MAX_UPCOMING,
  type PlanInput,
  planPublication,
  type PublicationPlan,
  stockOf,
} from "#publish/build/plan.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { bundled } from "./recent-bundle.ts";
import { type Base, differenceFrom } from "./difference.ts";
import { recentGround } from "./recent-ground.ts";
import { sectionsOf, shownSections } from "#publish/build/section-tree.ts";
import { comingMoments } from "#publish/build/visible.ts";

/** Why what changed is not laid over the base, but all is published anew; a clause. */
export type ReasonForFull = { readonly why: string };

/** A fold comes before a recent part is full, so that none comes at an inconvenient time. */
const FULL = 0.8;
/** Of so many articles of the base at most one may have changed. */
const CHANGED = 4;

/** Plans the publication of what changed since the base: one blob beside the manifest, whatever the
 *  site. Gives the plan, or why there can be none: then all is to be published anew. */
export async function planRecent(
  input: PlanInput,
  base: Base,
): Promise<PublicationPlan | ReasonForFull> {
  const reason = await reasonToFold(input, base);
  if (reason !== undefined) return { why: reason };
  const readings = input.readingsOf && remembered(input.readingsOf);
  const shared = { ...input, readingsOf: readings, workshop: input.workshop ?? workshopInMemory() };
  const plan = await planPublication({
    ...shared,
    ground: recentGround(base, shared),
    stored: blobsOf(base.manifest),
  });
  const laid = await bundled(plan, base, input.workshop);
  const bytes = laid.manifest.recent?.bytes ?? 0;
  if (bytes <= FULL * MAX_RECENT_BYTES) return laid;
  const share = Math.round((100 * bytes) / MAX_RECENT_BYTES);
  return { why: `the recent part would be at ${share} % of what it may weigh` };
}

/** What cannot be laid over a base; undefined when all can. O(articles × moments to come). */
async function reasonToFold(input: PlanInput, base: Base): Promise<string | undefined> {
  const { ordered, known, named } = await stockOf(input.articles, input.workshop);
  const at = epochMs(instantFromEpoch(input.now));
  const articles = ordered.map(({ article }) => article);
  const moments = comingMoments(articles, at).slice(0, MAX_UPCOMING).map(epochMs);
  const takedowns = takedownsWith(
    input.takedowns ?? NO_TAKEDOWNS,
    articles,
    input.past?.entries ?? [],
  );
  for (const moment of [at, ...moments]) {
    const seen = await articlesSeen({ articles: ordered, known, takedowns }, moment);
    const shown = sectionsOf(seen.map(({ article }) => article));
    const sections = shownSections(input.site.sections, shown, named);
    if (canonicalJson({ ...input.site, sections }) !== canonicalJsonOnce(base.manifest.site))
      return moment === at
        ? "settings or sections changed"
        : "settings or sections change with an article to come";
    const reason = reasonIn(base, differenceFrom(base, seen), seen.length);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function reasonIn(
  { manifest }: Base,
  { own, removed }: ReturnType<typeof differenceFrom>,
  count: number,
): string | undefined {
  const changed = Math.max(own.length, removed.length);
  if (changed * CHANGED > manifest.count)
    return `${changed} of ${manifest.count} articles differ from the base`;
  if (cardLayout(count) !== cardLayout(manifest.count))
    return `${count} articles are laid out in another way than ${manifest.count}`;
  const languages = fieldsOf(manifest.index.root).raw("languages") ?? [];
  const isKnown = (lang: string): boolean => {
    const language = ruledLanguageOf(lang) ?? "en";
    return language === "en" || (Array.isArray(languages) && languages.includes(language));
  };
  const strange = own.find(({ article }) => !isKnown(article.lang ?? manifest.site.lang));
  return strange && `${strange.article.lang} is a language that the base does not know`;
}

/** Keeps for the moments to come what was made for the release before. */
function workshopInMemory(): Workshop {
  const kept = new Map<string, Uint8Array>();
  const tables = new Map<string, Map<string, unknown>>();
  return {
    recall: (key) => kept.get(key),
    keep: (key, bytes) => void kept.set(key, bytes),
    rowsOf(table) {
      const rows = tables.get(table) ?? new Map<string, unknown>();
      tables.set(table, rows);
      return { get: (key) => rows.get(key), put: (key, row) => void rows.set(key, row) };
    },
  };
}

/** Readings, each made once, for a publication asks for those of all titles at every moment. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}
