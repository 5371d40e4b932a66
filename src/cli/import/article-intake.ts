import type { FieldRepair } from "#ingest/source/repaired-fields.ts";
import { repairedFields } from "#ingest/source/repaired-fields.ts";
import { flatString } from "#ingest/source/flat-string.ts";
import { type Article, toArticle } from "#model/article.ts";
import { hash32 } from "#model/hash.ts";
import { isReserved } from "#model/own-route.ts";
import {
  type Fault,
  isRejection,
  type Place,
  rejection,
  type Rejection,
} from "#model/rejection.ts";
import type { Repair } from "#text/repair/edit.ts";
import { languageOf } from "#text/analysis/language.ts";
import type { ArticleWriter, WriteOutcome } from "./article-writer.ts";
import type { ArticleCatalog } from "./article-catalog.ts";
import type { ImportLog } from "./import-log.ts";
import { createSiteDraft, type SiteDraft } from "./site-draft.ts";

/** What a reader found: the fields of an article as `toArticle` takes them. */
export type UncheckedArticle = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** What the reader repaired itself; absent when that is still to be done. */
  readonly repairs?: readonly (Repair | FieldRepair)[];
  readonly notices?: readonly Fault[];
  /** Finishes it, once it is checked. */
  readonly prepare?: (article: Article) => Article;
};

/** Where everything that readers find comes together. */
export type ArticleIntake = {
  readonly log: ImportLog;
  readonly site: SiteDraft;
  /** How many articles are new, changed, as they were, or kept because the publisher edited
   *  them. */
  readonly counts: Record<WriteOutcome, number>;
  /** How much came to the intake so far: articles, those too that came before, rejections and
   *  notices. */
  readonly received: number;
  /** Takes one that is not yet checked: repaired, checked, written. What is wrong with it is
   *  logged. */
  take(found: UncheckedArticle): Promise<void>;
  /** Takes one that is. */
  takeArticle(article: Article, place: Place): Promise<void>;
};

/** What a intake needs. */
type IntakeOptions = {
  readonly catalog: ArticleCatalog;
  readonly log: ImportLog;
  readonly writer: ArticleWriter;
  readonly timeZone: string;
  readonly spamWords: readonly string[];
  readonly isRepaired: boolean;
};

/** Texts in which the language is looked for, where articles do not name it. */
const LANGUAGE_SAMPLE = 200;

/** Opens a intake. */
export function openArticleIntake(options: IntakeOptions): ArticleIntake {
  const { catalog, log, writer, timeZone, spamWords, isRepaired } = options;
  const site = createSiteDraft();
  const counts: Record<WriteOutcome, number> = { new: 0, changed: 0, unchanged: 0, edited: 0 };
  const seen = new Map<string, number>();
  let samples = 0;
  let taken = 0;

  const intake: ArticleIntake = {
    log,
    site,
    counts,
    get received() {
      return taken + log.complaints;
    },
    async take({ fields: given, place, repairs: made, notices = [], prepare = (one) => one }) {
      const { fields, repairs } =
        made === undefined && isRepaired
          ? repairedFields(given, spamWords)
          : { fields: given, repairs: made ?? [] };
      const id = idOf(fields, catalog);
      const article = toArticle({ ...fields, id }, { timeZone, place });
      if (isRejection(article)) return log.reject(named(article, id));
      for (const repair of repairs) log.repair(article.id, place, repair);
      if (notices.length > 0) log.notice(place, ...notices);
      await intake.takeArticle(prepare(withoutOwnRoutes(article, place, log)), place);
    },
    async takeArticle(article, place) {
      taken += 1;
      const hash = hash32(JSON.stringify([article.title, article.body, article.guid]));
      const before = seen.get(article.id);
      if (before !== undefined) {
        // Pages of one feed overlap, and say the same twice.
        if (before !== hash) log.notice(place, givenTwice(article.id));
        return;
      }
      seen.set(flatString(article.id), hash);
      site.addSections([article.section, ...article.also]);
      samples += 1;
      if (article.lang !== undefined) site.addLanguage(article.lang);
      else if (samples <= LANGUAGE_SAMPLE)
        site.addLanguage(languageOf(`${article.title}\n${article.body.slice(0, 2_000)}`));
      counts[await writer.write(article, place)] += 1;
      await log.flush();
    },
  };
  return intake;
}

/** The rejection with the article's id, where the place has no line: one file can hold thousands of
 *  articles. */
function named(found: Rejection, id: unknown): Rejection {
  if (found.place.line !== undefined || typeof id !== "string") return found;
  const faults = found.faults.map((fault) => ({ ...fault, what: `${fault.what} (article ${id})` }));
  return rejection(found.place, ...faults);
}

/** Rejects a source of which the intake received nothing since `before`, neither an article nor a
 *  reason why there is none. */
export function rejectEmptySource(
  { received, log }: ArticleIntake,
  before: number,
  place: Place,
): void {
  if (received > before) return;
  const fix = "check that it is what you mean, or say its --kind";
  log.reject(rejection(place, { what: "holds no article", fix }));
}

/** The id that the article has here already, known by its guid; or its own, unless another article
 *  has that. */
function idOf(
  fields: Readonly<Record<string, unknown>>,
  { idOf, guidOf }: ArticleCatalog,
): unknown {
  const { id, guid } = fields;
  if (typeof guid !== "string" || typeof id !== "string") return id;
  const known = idOf.get(guid);
  if (known !== undefined) return known;
  const other = guidOf.get(id);
  return other === undefined || other === guid
    ? id
    : `${id.slice(0, 180)}-${hash32(guid).toString(36)}`;
}

function withoutOwnRoutes(article: Article, place: Place, log: ImportLog): Article {
  const ours = article.aliases.filter(isReserved);
  if (ours.length === 0) return article;
  const fault = {
    field: "aliases",
    what: `${ours.join(", ")} is a path that the site itself answers, and is left out`,
  };
  log.notice(place, fault);
  return { ...article, aliases: article.aliases.filter((alias) => !ours.includes(alias)) };
}

function givenTwice(id: string): Fault {
  return {
    field: "id",
    what: `${id} comes twice with different text; the first is kept`,
    fix: "look at both in raw/",
  };
}
