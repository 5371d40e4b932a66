import type { FieldRepair } from "#ingest/source/repaired-fields.ts";
import { repairedFields } from "#ingest/source/repaired-fields.ts";
import { authorName } from "#ingest/source/author-name.ts";
import { type Findings, type Hiding, READING_DAY } from "#ingest/source/findings.ts";
import { type Article, toArticle } from "#model/article.ts";
import { toDating } from "#model/instant.ts";
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
import { droppedNouns, withLeftOut } from "./left-out-nouns.ts";
import { languageOf } from "#text/analysis/language.ts";
import type { ArticleWriter, WriteOutcome } from "./article-writer.ts";
import type { ArticleCatalog } from "#cli/archive/article-catalog.ts";
import type { ImportAudit } from "#cli/archive/import-audit.ts";
import type { ImportLog } from "#cli/archive/import-log.ts";
import type { GuidTable } from "./guid-table.ts";
import type { PictureKeeper } from "./picture-keeper.ts";
import { createNamedAddresses, type NamedAddresses } from "#cli/archive/named-addresses.ts";
import { givenTwice, named, renamed, undatedFault, withoutOwnRoutes } from "./intake-faults.ts";
import { createSeenArticles } from "#cli/archive/seen-articles.ts";
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
  /** What pages say where they are. */
  readonly named: NamedAddresses;
  /** How many articles are new, changed, as they were, or kept because the publisher edited
   *  them. */
  readonly counts: Record<WriteOutcome, number>;
  /** How much came to the intake so far: articles, those too that came before, rejections and
   *  notices. */
  readonly received: number;
  /** Says what articles come from now on: a name that is the same each time. */
  comesFrom(source: string): void;
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
  /** Hosts whose frames stay, beside the known players. */
  readonly players?: readonly string[] | undefined;
  /** The date of what has none. */
  readonly undated?: string | undefined;
};

/** Texts in which the language is looked for, where articles do not name it. */
const LANGUAGE_SAMPLE = 200;

/** Opens an intake. */
export function openArticleIntake(options: IntakeOptions): ArticleIntake {
  const { catalog, log, writer, timeZone, spamWords, isRepaired, undated } = options;
  const shown = (article: Article) => shownHtml(article, options.players);
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
  let source: string | undefined;
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

  /** The article with the authors and the guid that it shall have. */
  function withNames(given: Article): Article {
    const authors = withoutEmails(given.authors) as Article["authors"];
    const guid = options.guids?.of(given) ?? given.guid;
    return { ...given, authors, ...(guid !== undefined && { guid }) };
  }

  function mended(fields: UncheckedArticle["fields"]) {
    return isRepaired ? repairedFields(fields, spamWords) : { fields, repairs: [] };
  }

  function reject(reason: Rejection, isUndated: boolean): void {
    if (isUndated && reason.faults.length === 1) withoutDate.push(reason);
    else log.reject(reason);
  }

  /** What a publisher shall be told of an article that goes in. */
  function report(id: string, place: Place, findings: Partial<Findings>, own: string) {
    const { leftOut = [], dateFrom = "", wanted = own } = findings;
    if (id !== wanted) log.notice(place, renamed(wanted, id));
    for (const { noun, count } of leftOut) log.leaveOut(noun, { article: id, place, count });
    if (dateFrom) log.dated(dateFrom);
  }

  function learnLanguage(article: Article): void {
    samples += 1;
    if (article.lang !== undefined) site.addLanguage(article.lang);
    else if (samples <= LANGUAGE_SAMPLE)
      site.addLanguage(languageOf(`${article.title}\n${article.body.slice(0, 2_000)}`));
  }

  /** A draft without a date keeps the day on which it was read first, so that importing it again
   *  on another day changes nothing. */
  function withDayOfBefore(article: Article, dateFrom: string | undefined): Article {
    const before = dateFrom === READING_DAY ? catalog.hiddenDate(article.id) : undefined;
    const dating = before === undefined ? undefined : toDating(before, timeZone);
    return dating === undefined || isRejection(dating)
      ? article
      : { ...article, published: dating.instant, precision: dating.precision };
  }

  /** Whether an article is public already, and only doubt would hide it now. */
  function isHeld(id: string, hidings: readonly Hiding[]): boolean {
    const isDoubtOnly = hidings.length > 0 && hidings.every(({ isDoubt }) => isDoubt);
    return isDoubtOnly && catalog.isPublic(id);
  }

  const intake: ArticleIntake = {
    log,
    site,
    named: createNamedAddresses(),
    counts,
    get received() {
      return taken + log.complaints + withoutDate.length;
    },
    comesFrom(name) {
      source = name;
    },
    async take(found) {
      const { fields: given, place, repairs: made, notices = [], prepare } = found;
      const { fields, repairs } =
        made === undefined ? mended(given) : { fields: given, repairs: made };
      const isUndated = fields["published"] === undefined;
      const published = fields["published"] ?? undated;
      const authors = withoutEmails(fields["authors"]);
      const article = toArticle({ ...fields, authors, published }, { timeZone, place });
      if (isRejection(article)) return reject(named(article, fields["id"]), isUndated);
      for (const repair of repairs) log.repair(article.id, place, repair);
      if (notices.length > 0) log.notice(place, ...notices);
      const findings = isUndated ? { ...found.findings, dateFrom: "--undated" } : found.findings;
      const [own, ownRoutes] = withoutOwnRoutes(article);
      if (ownRoutes !== undefined) log.notice(place, ownRoutes);
      if (prepare === undefined) return intake.takeArticle(own, place, findings);
      // Once it is prepared it is safe, and nothing can be seen of what was dropped.
      const dropped = droppedNouns(shown(own).dropped);
      await intake.takeArticle(prepare(own), place, withLeftOut(findings, dropped));
    },
    async takeArticle(given, place, findings = {}) {
      const { hidings = [] } = findings;
      taken += 1;
      const checked = withNames(given);
      const identified = { ...checked, id: catalog.idFor(checked, source) as Article["id"] };
      const known = withDayOfBefore(identified, findings.dateFrom);
      const { id, standing } = seen.enter(known);
      // Pages of one feed overlap, and say the same twice.
      if (standing === "again-differently") log.notice(place, givenTwice(id));
      if (standing !== "new") return;
      const article = { ...known, id };
      const { html, dropped } = shown(article);
      options.audit?.count(article, html);
      report(id, place, withLeftOut(findings, droppedNouns(dropped)), checked.id);
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
      log.reject(rejection(first.place, undatedFault(more, first)));
      withoutDate.length = 0;
    },
  };
  return intake;
}

/** The HTML that readers will see of it, and what of its body that does not hold. */
function shownHtml({ format, html, body, url }: Article, players: readonly string[] | undefined) {
  const none = { html: undefined, dropped: [] };
  const base = url ?? `${OWN_ORIGIN}/`;
  return format === "text"
    ? none
    : sanitizeHtml(html ?? body, { base, page: base, ...(players && { players }) });
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
