import type { FieldRepair } from "#ingest/source/repaired-fields.ts";
import { repairedFields } from "#ingest/source/repaired-fields.ts";
import { authorName } from "#ingest/source/author-name.ts";
import type { Findings, Hiding } from "#ingest/source/findings.ts";
import { type Article, toArticle } from "#model/article.ts";
import { isReserved } from "#model/own-route.ts";
import {
  type Fault,
  isRejection,
  type Place,
  rejection,
  type Rejection,
} from "#model/rejection.ts";
import type { Repair } from "#text/repair/edit.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { sanitizeHtml } from "#text/html/safe-html.ts";
import { droppedNouns } from "./left-out-nouns.ts";
import { languageOf } from "#text/analysis/language.ts";
import type { ArticleWriter, WriteOutcome } from "./article-writer.ts";
import type { ArticleCatalog } from "./article-catalog.ts";
import type { ImportAudit } from "./import-audit.ts";
import type { ImportLog } from "./import-log.ts";
import type { GuidTable } from "./guid-table.ts";
import type { PictureKeeper } from "./picture-keeper.ts";
import { createSeenArticles } from "./seen-articles.ts";
import { createSiteDraft, type SiteDraft } from "./site-draft.ts";

/** What a reader found: the fields of an article as `toArticle` takes them. */
type UncheckedArticle = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** What the reader repaired itself; absent when that is still to be done. */
  readonly repairs?: readonly (Repair | FieldRepair)[];
  readonly notices?: readonly Fault[];
  readonly findings?: Partial<Findings>;
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
  takeArticle(article: Article, place: Place, findings?: Partial<Findings>): Promise<void>;
  /** Rejects what came without a date, all of it at once. */
  rejectUndated(): void;
};

/** What an intake needs. */
type IntakeOptions = {
  readonly catalog: ArticleCatalog;
  readonly log: ImportLog;
  readonly writer: ArticleWriter;
  readonly timeZone: string;
  readonly spamWords: readonly string[];
  readonly isRepaired: boolean;
  readonly keepsEmails: boolean;
  readonly audit?: ImportAudit | undefined;
  readonly pictures?: PictureKeeper | undefined;
  /** Guids that count more than those of the source. */
  readonly guids?: GuidTable | undefined;
  /** The date of what has none. */
  readonly undated?: string | undefined;
};

/** Texts in which the language is looked for, where articles do not name it. */
const LANGUAGE_SAMPLE = 200;

/** Opens an intake. */
export function openArticleIntake(options: IntakeOptions): ArticleIntake {
  const { catalog, log, writer, timeZone, spamWords, isRepaired, undated } = options;
  const site = createSiteDraft();
  const counts: Record<WriteOutcome, number> = {
    new: 0,
    changed: 0,
    unchanged: 0,
    edited: 0,
    held: 0,
  };
  const seen = createSeenArticles();
  const withoutDate: Rejection[] = [];
  let samples = 0;
  let taken = 0;

  /** Authors without their e-mail addresses; an address alone is counted. */
  function withoutEmails(authors: unknown): unknown {
    if (options.keepsEmails || !Array.isArray(authors)) return authors;
    return authors.flatMap((author: unknown) => {
      const name = typeof author === "string" ? authorName(author) : author;
      if (name === "" && author !== "") log.leaveOut("e-mail address of an author");
      return name === "" ? [] : [name];
    });
  }

  function reject(reason: Rejection, isUndated: boolean): void {
    if (isUndated && reason.faults.length === 1) withoutDate.push(reason);
    else log.reject(reason);
  }

  /** What a publisher shall be told of an article that goes in. */
  function report(id: string, place: Place, { leftOut = [], dateFrom = "" }: Partial<Findings>) {
    for (const { noun, count } of leftOut) log.leaveOut(noun, { article: id, place, count });
    if (dateFrom) log.dated(dateFrom);
  }

  function learnLanguage(article: Article): void {
    samples += 1;
    if (article.lang !== undefined) site.addLanguage(article.lang);
    else if (samples <= LANGUAGE_SAMPLE)
      site.addLanguage(languageOf(`${article.title}\n${article.body.slice(0, 2_000)}`));
  }

  /** Whether an article is public already, and only doubt would hide it now. */
  function isHeld(id: string, hidings: readonly Hiding[]): boolean {
    const isDoubtOnly = hidings.length > 0 && hidings.every(({ isDoubt }) => isDoubt);
    return isDoubtOnly && catalog.isPublic(id);
  }

  const intake: ArticleIntake = {
    log,
    site,
    counts,
    get received() {
      return taken + log.complaints + withoutDate.length;
    },
    async take(found) {
      const { fields: given, place, repairs: made, notices = [], prepare = (one) => one } = found;
      const { fields, repairs } =
        made === undefined && isRepaired
          ? repairedFields(given, spamWords)
          : { fields: given, repairs: made ?? [] };
      const isUndated = fields["published"] === undefined;
      const published = fields["published"] ?? undated;
      const authors = withoutEmails(fields["authors"]);
      const article = toArticle({ ...fields, authors, published }, { timeZone, place });
      if (isRejection(article)) return reject(named(article, fields["id"]), isUndated);
      for (const repair of repairs) log.repair(article.id, place, repair);
      if (notices.length > 0) log.notice(place, ...notices);
      const findings = isUndated ? { ...found.findings, dateFrom: "--undated" } : found.findings;
      const own = withoutOwnRoutes(article, place, log);
      // Once it is prepared it is safe, and nothing can be seen of what was dropped.
      const dropped = found.prepare === undefined ? [] : droppedNouns(shownHtml(own).dropped);
      const leftOut = [...(findings?.leftOut ?? []), ...dropped];
      await intake.takeArticle(prepare(own), place, { ...findings, leftOut });
    },
    async takeArticle(given, place, findings = {}) {
      const { hidings = [] } = findings;
      taken += 1;
      const authors = withoutEmails(given.authors) as Article["authors"];
      const guid = options.guids?.of(given) ?? given.guid;
      const checked = { ...given, authors, ...(guid !== undefined && { guid }) };
      const known = { ...checked, id: catalog.idFor(checked) as Article["id"] };
      const { id, standing } = seen.enter(known);
      // Pages of one feed overlap, and say the same twice.
      if (standing === "again-differently") log.notice(place, givenTwice(id));
      if (standing !== "new") return;
      const article = { ...known, id };
      const { html, dropped } = shownHtml(article);
      options.audit?.count(article, html);
      report(id, place, findings);
      report(id, place, { leftOut: droppedNouns(dropped) });
      site.addSections([article.section, ...article.also]);
      learnLanguage(article);
      const held = isHeld(id, hidings);
      for (const hiding of hidings) log.hide(hiding, { article: id, place, isHeld: held });
      const whole = (await options.pictures?.bring(article, place)) ?? article;
      counts[held ? "held" : await writer.write(whole, place)] += 1;
      await log.flush();
    },
    rejectUndated() {
      const [first] = withoutDate;
      if (first === undefined) return;
      const more = withoutDate.length - 1;
      for (const one of withoutDate) log.undated(one.place);
      log.reject(more === 0 ? first : rejection(first.place, undatedFault(more)));
      withoutDate.length = 0;
    },
  };
  return intake;
}

/** The HTML that readers will see of it, and what of its body that does not hold. */
function shownHtml({ format, html, body, url }: Article) {
  const none = { html: undefined, dropped: [] };
  const base = url ?? `${OWN_ORIGIN}/`;
  return format === "text" ? none : sanitizeHtml(html ?? body, { base, page: base });
}

/** One fault for all that have no date. */
function undatedFault(more: number): Fault {
  return {
    field: "published",
    what: `has no date that could be found, and so have ${more.toLocaleString("en")} more`,
    fix: "give one date for all with --undated 2024-01-01, or take the files' with --dates mtime",
  };
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
