import { isRecord } from "#model/field.ts";
import type { HtmlElement } from "./html-tree.ts";

/** What a page says of its article in JSON-LD; "" where it says nothing. */
export type JsonLd = {
  readonly date: string;
  readonly authors: readonly string[];
  readonly publisher: string;
  /** What it says of who may read the page, and until when. */
  readonly visibility: Readonly<Record<string, unknown>>;
};

/** Longer scripts are data, not what describes a page. UTF-16 units. */
const MAX_SCRIPT = 500_000;
/** Objects within objects that are looked at. */
const MAX_DEPTH = 6;
const ARTICLE =
  /(?:article|posting|report|webpage|creativework|recipe|review|podcastepisode|videoobject)$/i;

/** Reads the JSON-LD among the elements of a page: the first thing that is an article and dated. */
export function readJsonLd(elements: readonly HtmlElement[]): JsonLd {
  const things = elements
    .filter(({ name, attributes }) => name === "script" && isJsonLd(attributes.get("type") ?? ""))
    .flatMap(({ children }) =>
      thingsIn(parsed(children.filter((child) => typeof child === "string").join("")), 0),
    );
  const articles = things.filter((thing) =>
    namesOf(thing["@type"]).some((name) => ARTICLE.test(name)),
  );
  const dated = (thing: Thing): string => textOf(thing["datePublished"]);
  // What search engines of China read has no types: a context and a date.
  const plain = things.filter((thing) => thing["@type"] === undefined);
  const article =
    articles.find((thing) => dated(thing) !== "") ??
    articles[0] ??
    plain.find((thing) => textOf(thing["pubDate"]) !== "");
  if (article === undefined) return { date: "", authors: [], publisher: "", visibility: {} };
  return {
    date: dated(article) || textOf(article["pubDate"]) || textOf(article["dateCreated"]),
    authors: namesOf(article["author"]).slice(0, 20),
    publisher: namesOf(article["publisher"])[0] ?? "",
    visibility: {
      isAccessibleForFree: lastWord(article["isAccessibleForFree"]),
      expires: textOf(article["expires"]),
    },
  };
}

type Thing = Readonly<Record<string, unknown>>;

function isJsonLd(type: string): boolean {
  return /^application\/ld\+json\b/i.test(type.trim());
}

function parsed(script: string): unknown {
  if (script.length > MAX_SCRIPT) return undefined;
  const bare = script.replace(
    /^\s*(?:\/\*)?\s*<!\[CDATA\[(?:\*\/)?|(?:\/\*)?\]\]>(?:\*\/)?\s*$/g,
    "",
  );
  try {
    return JSON.parse(bare);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Line ends within texts are the commonest mistake.
    return parsedAgain(bare.replace(/[\n\r\t]+/g, " "));
  }
}

function parsedAgain(script: string): unknown {
  try {
    return JSON.parse(script);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function thingsIn(value: unknown, depth: number): readonly Thing[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => thingsIn(item, depth + 1));
  if (!isRecord(value)) return [];
  const inner = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"].flatMap((key) =>
    thingsIn(value[key], depth + 1),
  );
  return [value, ...inner];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

/** A value of schema.org, which may be written as an address: `https://schema.org/False`. */
function lastWord(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/^https?:\/\/schema\.org\//, "") : value;
}

/** The names of what is a text, a thing with a name, or a list of either. */
function namesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => namesOf(item));
  const name = isRecord(value) ? textOf(value["name"]) : textOf(value);
  return name === "" ? [] : [name];
}
