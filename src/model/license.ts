import { isRecord } from "./field.ts";
import { rejection, type Rejection } from "./rejection.ts";

/** What programs may do with what is published: for the header line of robots.txt and for RSL.
 *  @see https://contentsignals.org/ */
export type ContentSignal = {
  /** To build a search index, and give links and excerpts. */
  readonly search?: boolean;
  /** To be read by a model that answers. */
  readonly aiInput?: boolean;
  /** To train models. */
  readonly aiTrain?: boolean;
};

/** The settings that say under which terms everything stands. */
export type SiteTerms = {
  readonly title: string;
  readonly license?: string;
  /** Names of sources that are the publisher's own, beside the site's title. */
  readonly ownSources?: readonly string[];
};

/** What of an article tells under which terms it stands. */
export type ArticleTerms = {
  readonly license?: string;
  readonly source?: { readonly name: string };
};

/** Signals by their names in `site.toml`, robots.txt and RSL. */
const SIGNALS = [
  ["search", "search"],
  ["aiInput", "ai-input"],
  ["aiTrain", "ai-train"],
] as const satisfies readonly (readonly [keyof ContentSignal, string])[];

/** The licence of an article: its own, else the site's, which never holds for what comes from a
 *  foreign source.
 *  @returns a URL; undefined where nothing is licensed */
export function licenseOf(article: ArticleTerms, site: SiteTerms): string | undefined {
  return article.license ?? (isForeign(article, site) ? undefined : site.license);
}

/** Whether an article names a source that is not the publisher's own. Names are compared without
 *  regard to width, capitals and blanks.
 *  @example isForeign({ source: { name: "新华社" } }, { title: "澜川日报" }) // true */
export function isForeign({ source }: ArticleTerms, { title, ownSources }: SiteTerms): boolean {
  if (source === undefined) return false;
  const name = compared(source.name);
  return ![title, ...(ownSources ?? [])].some((own) => compared(own) === name);
}

function compared(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** Checks `{ search = true, ai_input = true, ai_train = false }`. */
export function toContentSignal(value: unknown): ContentSignal | Rejection {
  const fix = "write content_signal = { search = true, ai_input = true, ai_train = false }";
  if (!isRecord(value)) return rejection({}, { what: "is not a table", fix });
  const names = SIGNALS.map(([key, name]) => [name.replace("-", "_"), key] as const);
  for (const [name, given] of Object.entries(value)) {
    if (!names.some(([known]) => known === name))
      return rejection({}, { what: `${JSON.stringify(name)} is not a signal`, fix, at: [name] });
    if (typeof given !== "boolean")
      return rejection({}, { what: `${name} is neither true nor false`, fix, at: [name] });
  }
  return Object.fromEntries(
    names.flatMap(([name, key]) => (name in value ? [[key, value[name]]] : [])),
  );
}

/** Which uses are said to be allowed, or forbidden; of others nothing is said.
 *  @example usesOf({ aiTrain: false }, false) // ["ai-train"] */
export function usesOf(signal: ContentSignal | undefined, allowed: boolean): readonly string[] {
  return SIGNALS.flatMap(([key, name]) => (signal?.[key] === allowed ? [name] : []));
}

/** The value of a line `Content-Signal`; undefined where nothing is said.
 *  @example contentSignalText({ search: true, aiTrain: false }) // "search=yes, ai-train=no" */
export function contentSignalText(signal: ContentSignal | undefined): string | undefined {
  const said = SIGNALS.flatMap(([key, name]) => {
    const value = signal?.[key];
    return value === undefined ? [] : [`${name}=${value ? "yes" : "no"}`];
  });
  return said.length > 0 ? said.join(", ") : undefined;
}
