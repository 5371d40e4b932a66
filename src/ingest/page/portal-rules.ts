import { parse as parseToml, TomlError } from "smol-toml";
import { type Fields, fieldsOf, isRecord, wayTo } from "#model/field.ts";
import { isSlug } from "#model/name.ts";
import { isRejection, type Place, rejection, type Rejection, toldFault } from "#model/rejection.ts";
import { type DateFormat, toDateFormat } from "#ingest/date/date-format.ts";
import { toSelector } from "./html-selection.ts";
import { tomlPlaces } from "#ingest/source/toml-places.ts";

/** What a selector can name on an HTML page. */
export type PagePart = (typeof PAGE_PARTS)[number];

/** What is particular to the pages of one portal. What is absent is as on most Chinese portals. */
export type PortalRules = {
  /** Words before the breadcrumb, such as `您所在的位置`. */
  readonly breadcrumbLabels: readonly string[];
  /** What stands between crumbs, such as `|`; nothing else does then. */
  readonly breadcrumbSeparator?: string;
  /**
   * Crumbs that are no sections: the page's own, and the home page. The first crumb is the site's
   * name and never a section.
   */
  readonly furniture: readonly string[];
  /** Slugs of section titles, where the permalink does not tell them. */
  readonly slugs: Readonly<Record<string, string>>;
  /** Words that mark a part of a title as spam. */
  readonly spamWords: readonly string[];
  /** How dates are written, the first that fits counting; before those that are known anyway. */
  readonly dateFormats: readonly DateFormat[];
  /** IANA name of the place by whose clock CST is meant; never written in rules, but told by the
   *  page. */
  readonly place?: string;
  /** Where things stand on an HTML page, as CSS selectors. */
  readonly selectors: Readonly<Partial<Record<PagePart, string>>>;
  /** What is taken out of an HTML page before anything else is read, as CSS selectors. */
  readonly drop: readonly string[];
};

const PAGE_PARTS = [
  "title",
  "breadcrumb",
  "kicker",
  "byline",
  "source",
  "date",
  "body",
  "previous",
  "next",
  "permalink",
] as const;

/** The rules of a portal that nobody wrote rules for. */
export const PORTAL_RULES: PortalRules = {
  breadcrumbLabels:
    "您所在的位置 您现在的位置 您現在的位置 你所在的位置 当前位置 當前位置 现在位置 您的位置 您當前的位置 您当前的位置 所在位置 位置".split(
      " ",
    ),
  furniture:
    "首页 首頁 浏览文章 瀏覽文章 正文 内容 內容 文章内容 文章內容 文章正文 阅读文章 閱讀文章 查看文章".split(
      " ",
    ),
  slugs: {},
  spamWords: [],
  dateFormats: [],
  selectors: {},
  drop: [],
};

const KEYS =
  "breadcrumb_labels breadcrumb_separator furniture spam_words date_formats selectors slugs".split(
    " ",
  );

/**
 * Reads the rules of a portal: TOML with the lists `breadcrumb_labels`, `furniture` and
 * `spam_words`, which are added to what is known of all portals, `breadcrumb_separator`, the list
 * `date_formats`, the table `selectors`, and the table `slugs` of section titles and their slugs.
 * @returns rules, and a Rejection for each thing that is wrong with them, at its line
 * @example readPortalRules('furniture = ["详细内容"]\n[slugs]\n"新闻" = "news"\n', {})
 */
export function readPortalRules(
  text: string,
  place: Place,
): { readonly rules: PortalRules; readonly rejections: readonly Rejection[] } {
  const table = tomlFrom(text, place);
  if (isRejection(table)) return { rules: PORTAL_RULES, rejections: [table] };
  const reading: RulesReading = { lineOf: tomlPlaces(text), place, rejections: [] };
  const fields = fieldsOf(table);
  for (const key of Object.keys(table))
    if (!KEYS.includes(key)) fields.fault(key, "is no rule", `the rules are ${KEYS.join(", ")}`);
  const separator = fields.raw("breadcrumb_separator");
  if (separator !== undefined && (typeof separator !== "string" || separator === ""))
    fields.fault("breadcrumb_separator", "is not a text", 'write a sign such as "|"');
  const rules = {
    breadcrumbLabels: [...fields.list("breadcrumb_labels"), ...PORTAL_RULES.breadcrumbLabels],
    furniture: [...fields.list("furniture"), ...PORTAL_RULES.furniture],
    spamWords: fields.list("spam_words"),
    ...(typeof separator === "string" && { breadcrumbSeparator: separator }),
    slugs: slugsIn(tableIn(fields, "slugs"), reading),
    dateFormats: checkedList(fields, toDateFormat, { ...reading, table: "", key: "date_formats" }),
    ...selectorsIn(tableIn(fields, "selectors"), reading),
  };
  note(fields, "", reading);
  return { rules, rejections: reading.rejections };
}

type RulesReading = {
  readonly lineOf: ReturnType<typeof tomlPlaces>;
  readonly place: Place;
  readonly rejections: Rejection[];
};
type RuleKey = RulesReading & { readonly table: string; readonly key: string };

const TABLES = {
  slugs: ["titles and slugs", '"新闻" = "news"'],
  selectors: ["parts and selectors", 'title = "h1"'],
} as const;

function tableIn(fields: Fields, name: "slugs" | "selectors"): Readonly<Record<string, unknown>> {
  const found = fields.raw(name) ?? {};
  if (isRecord(found)) return found;
  const [what, fix] = TABLES[name];
  fields.fault(name, `is not a table of ${what}`, `write [${name}] and ${fix} below it`);
  return {};
}

function slugsIn(
  table: Readonly<Record<string, unknown>>,
  reading: RulesReading,
): Readonly<Record<string, string>> {
  const fields = fieldsOf(table);
  const pairs = Object.keys(table).map(
    (title) => [title, fields.checked(title, toSlug) ?? ""] as const,
  );
  note(fields, "slugs", reading);
  return Object.fromEntries(pairs);
}

function toSlug(value: unknown): string | Rejection {
  if (typeof value === "string" && isSlug(value)) return value;
  const fix = "write small letters, digits and hyphens, such as news";
  return rejection({}, { what: "is given no slug", fix });
}

function selectorsIn(
  table: Readonly<Record<string, unknown>>,
  reading: RulesReading,
): Pick<PortalRules, "selectors" | "drop"> {
  const fields = fieldsOf(table);
  const isPart = (name: string): name is PagePart =>
    (PAGE_PARTS as readonly string[]).includes(name);
  const selectors: Partial<Record<PagePart, string>> = {};
  for (const name of Object.keys(table)) {
    if (name === "drop") continue;
    const selector = isPart(name) ? fields.checked(name, toSelector) : undefined;
    if (!isPart(name))
      fields.fault(name, "is no part of a page", `the parts are ${PAGE_PARTS.join(", ")} and drop`);
    else if (selector !== undefined) selectors[name] = selector;
  }
  const drop = checkedList(fields, toSelector, { ...reading, table: "selectors", key: "drop" });
  note(fields, "selectors", reading);
  return { selectors, drop };
}

/** The items of a list that a check accepts; each of the others is rejected at its own line. */
function checkedList<T>(
  fields: Fields,
  check: (item: string) => T | Rejection,
  { table, key, ...reading }: RuleKey,
): readonly T[] {
  return fields.list(key).flatMap((item) => {
    const made = check(item);
    if (!isRejection(made)) return [made];
    const written: unknown = fields.raw(key);
    const at = Array.isArray(written) ? [written.indexOf(item)] : [];
    const line = reading.lineOf([...(table ? [table] : []), key, ...at]);
    const faults = made.faults.map((fault) => ({ ...fault, field: key }));
    reading.rejections.push(rejection({ ...reading.place, line }, ...faults));
    return [];
  });
}

/** Rejects what is wrong with the fields of a table, each at its line. */
function note(
  { faults }: Fields,
  table: string,
  { lineOf, place, rejections }: RulesReading,
): void {
  for (const fault of faults) {
    const line = lineOf([...(table ? [table] : []), ...wayTo(fault)]);
    rejections.push(rejection({ ...place, line }, toldFault(fault)));
  }
}

function tomlFrom(text: string, place: Place): Readonly<Record<string, unknown>> | Rejection {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return rejection(
      { ...place, line: error.line },
      { what: `is not TOML: ${error.message.split("\n")[0]}` },
    );
  }
}
