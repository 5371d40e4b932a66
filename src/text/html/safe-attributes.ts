import { ALLOWED, LINK_SCHEMES, MEDIA_SCHEMES } from "./allow-list.ts";
import type { AttributeKind } from "./attribute-kind.ts";
import { rasterUrl, safeUrl } from "./safe-url.ts";
import { candidatesOf, srcsetFrom } from "./srcset.ts";

/** What the sanitiser needs to know beside the HTML. */
export type SafeHtmlContext = {
  /**
   * The absolute URL that relative ones are resolved against: where the HTML lived when it was
   * written.
   */
  readonly base: string;
  /** The absolute URL where it will be shown, which `#notes` stays on; `base` when absent. */
  readonly page?: string;
  /**
   * Where a file that comes with the HTML is found: the URL for what `src`, `srcset`, `poster` or
   * `href` say, or undefined when it is no such file.
   */
  readonly media?: (written: string) => string | undefined;
  /** How large the picture at a URL is, where that is known: pixels. */
  readonly sizeOf?: (
    url: string,
  ) => { readonly width: number; readonly height: number } | undefined;
  /** Hosts whose frames the publisher lets stay, beside the known players. */
  readonly players?: readonly string[];
};

/**
 * Names and targets in an article begin with this, so that they cannot take the place of the page's
 * own, or of its scripts' variables.
 */
export const NAME_PREFIX = "in-";

/**
 * Where pages that load pictures late keep the address; it comes before what `src` says, which is a
 * grey dot then.
 */
const LATE_SRC = [
  "data-src",
  "data-original",
  "data-lazy-src",
  "data-actualsrc",
  "data-original-src",
];
const LATE_SRCSET = ["data-srcset", "data-lazy-srcset"];

/** Matches `zh-Hant`; refuses `zh_TW`, `"`. */
const LANGUAGE = /^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,8}$/i;

type AttributeMap = ReadonlyMap<string, string>;

/** The attributes of an allowed element that may stay, checked, in the order of the allow-list.
 *  @param given  attributes by lower-case name
 *  @returns pairs of name and value, not yet escaped; URLs are absolute */
export function safeAttributes(
  element: string,
  given: AttributeMap,
  context: SafeHtmlContext,
): ReadonlyMap<string, string> {
  const safe = new Map<string, string>();
  for (const [name, kind] of ALLOWED.get(element) ?? []) {
    const value = firstSafe(valuesOf(element, name, given), kind, context);
    if (value !== undefined) safe.set(name, value);
  }
  if (element === "img") giveSize(safe, context);
  return safe;
}

/** A picture whose size is known takes its room before it is loaded, so that nothing jumps. */
function giveSize(safe: Map<string, string>, { sizeOf }: SafeHtmlContext): void {
  if (safe.has("width") || safe.has("height")) return;
  const size = sizeOf?.(safe.get("src") ?? "");
  // One point wide and high is how trackers are written, which go.
  if (size === undefined || (size.width <= 1 && size.height <= 1)) return;
  safe.set("width", String(size.width)).set("height", String(size.height));
}

/** Other attributes that say the same, and come first. */
function synonymsOf(element: string, name: string): readonly string[] {
  if (name === "src" && element !== "track") return LATE_SRC;
  if (name === "srcset") return LATE_SRCSET;
  return name === "lang" ? ["xml:lang"] : name === "id" && element === "a" ? ["name"] : [];
}

/** The values that an attribute is given, the best first. */
function valuesOf(element: string, name: string, given: AttributeMap): readonly string[] {
  // Without controls a sound cannot be heard, for scripts are gone.
  if (name === "controls") return [""];
  const own = given.get(name);
  const others = synonymsOf(element, name)
    .map((synonym) => given.get(synonym))
    // `data-original="true"` names no picture.
    .filter((value) => value !== undefined && (!name.startsWith("src") || /[./]/.test(value)));
  return [...others, own].filter((value) => value !== undefined);
}

function firstSafe(
  values: readonly string[],
  kind: AttributeKind,
  context: SafeHtmlContext,
): string | undefined {
  for (const value of values) {
    const safe = CHECKS[kind](value, context);
    if (safe !== undefined) return safe;
  }
  return undefined;
}

const CHECKS: Readonly<
  Record<AttributeKind, (value: string, context: SafeHtmlContext) => string | undefined>
> = {
  text: (value) => value,
  flag: () => "",
  number: (value) => /^\s*(-?\d{1,5})(?:px)?\s*$/.exec(value)?.[1],
  language: (value) => (LANGUAGE.test(value.trim()) ? value.trim() : undefined),
  direction: (value) => /^(?:ltr|rtl|auto)$/i.exec(value.trim())?.[0].toLowerCase(),
  name: (value) => nameFrom(value.trim()),
  link: linkFrom,
  media: mediaFrom,
  picture: (value, context) => rasterUrl(value) ?? mediaFrom(value, context),
  pictures(value, context) {
    const candidates = candidatesOf(value).flatMap(({ url, descriptor }) => {
      const safe = mediaFrom(url, context);
      return safe === undefined ? [] : [{ url: safe, descriptor }];
    });
    return candidates.length > 0 ? srcsetFrom(candidates) : undefined;
  },
  reference: (value, { base }) => safeUrl(value, MEDIA_SCHEMES, base),
};

function nameFrom(name: string): string | undefined {
  if (!name || name.length > 200 || /\s/u.test(name)) return undefined;
  return name.startsWith(NAME_PREFIX) ? name : NAME_PREFIX + name;
}

function mediaFrom(written: string, context: SafeHtmlContext): string | undefined {
  return safeUrl(context.media?.(written) ?? written, MEDIA_SCHEMES, context.base);
}

function linkFrom(written: string, context: SafeHtmlContext): string | undefined {
  const page = context.page ?? context.base;
  const base = written.trimStart().startsWith("#") ? page : context.base;
  const href = safeUrl(context.media?.(written) ?? written, LINK_SCHEMES, base);
  return href?.includes("#") ? withOwnName(href, page) : href;
}

/** A link with its fragment as our pages name it, where it leads to an article of ours. */
function withOwnName(href: string, page: string): string {
  const fragment = href.indexOf("#");
  const [address, name] = [href.slice(0, fragment), href.slice(fragment + 1)];
  const isNamed = name !== "" && !name.startsWith(NAME_PREFIX) && !name.startsWith(":~:");
  return isNamed && isArticleOf(page, address) ? `${address}#${NAME_PREFIX}${name}` : href;
}

/** Whether an address is the page itself, or another article beside it: their names have our
 *  prefix. */
function isArticleOf(page: string, address: string): boolean {
  const [own = ""] = page.split("#", 1);
  const folder = own.slice(0, own.lastIndexOf("/") + 1);
  return (
    address === own ||
    (folder.endsWith("/articles/") &&
      address.startsWith(folder) &&
      /^[^/?]+$/.test(address.slice(folder.length)))
  );
}
