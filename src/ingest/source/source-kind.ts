/** What a source can be. `content` is a folder of our own kind, `urls` a list of addresses, one a
 *  line. */
export const SOURCE_KINDS = [
  "feed",
  "html",
  "wordpress",
  "ghost",
  "markdown",
  "jsonl",
  "portal",
  "sitemap",
  "urls",
] as const;

/** One of the kinds. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Characters of a source that tell its kind. */
export const KIND_EVIDENCE = 64 * 1024;

/** Matches `<rss`, `<rdf:RDF`, `<feed`, `<atom:feed`, also with an unknown prefix; refuses
 *  `<rss-page>`. */
const FEED_ROOT = /<(?:[\w-]+:)?(?:rss|rdf|feed|channel|entry)(?=[\s>/])/i;
const WORDPRESS = /xmlns:wp\s*=\s*["'][^"']*wordpress\.org\/export|<wp:wxr_version>/i;
const SITEMAP = /<(?:[\w-]+:)?(?:urlset|sitemapindex)(?=[\s>])/i;
const HTML = /<!doctype\s+html|<(?:html|head|body|title|article|div|p)(?=[\s>])/i;
/** A document type, a comment or an instruction before the root says nothing. */
const PROLOGUE =
  /^(?:\s+|<\?[^>]*\?>|<!--[^]*?-->|<!doctype\s+(?!html)[^>[]*(?:\[[^\]]*\])?\s*>)+/i;

/** The kind of a source by how it begins, whatever its name.
 *  @param head  its first `KIND_EVIDENCE` characters; more is not looked at
 *  @returns `portal` for text that is nothing else */
export function sourceKind(head: string): SourceKind {
  const text = head.slice(0, KIND_EVIDENCE).replace(/^\ufeff/, "");
  const bare = text.replace(PROLOGUE, "");
  if (/^[{[]/.test(bare)) return kindOfJson(bare);
  if (/^(?:---|\+\+\+|;;;)\s*\n/.test(bare)) return "markdown";
  if (bare.startsWith("<")) return kindOfMarkup(bare);
  const lines = bare.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  if (lines.length > 0 && lines.every((line) => /^https?:\/\/\S+$/i.test(line.trim())))
    return "urls";
  return HTML.test(bare) ? "html" : "portal";
}

function kindOfMarkup(text: string): SourceKind {
  if (WORDPRESS.test(text)) return "wordpress";
  const first = `${/^<!?[^>]{0,200}/.exec(text)?.[0] ?? ""}>`;
  if (SITEMAP.test(first)) return "sitemap";
  // A list of feeds has no articles, which the reader of feeds says.
  if (FEED_ROOT.test(first) || /^<opml[\s>]/i.test(first)) return "feed";
  if (HTML.test(text)) return "html";
  return SITEMAP.test(text) ? "sitemap" : "feed";
}

function kindOfJson(text: string): SourceKind {
  const head = text.slice(0, 4_096);
  if (/"db"\s*:\s*\[/.test(head) || /"posts(?:_tags|_authors)?"\s*:\s*\[/.test(head))
    return "ghost";
  if (/^\[?\s*\{[^]*"content"\s*:\s*\{\s*"(?:rendered|raw)"/.test(text)) return "wordpress";
  if (/jsonfeed\.org/.test(head) || /"items"\s*:\s*\[/.test(text)) return "feed";
  const line = text.split("\n", 1)[0]?.trim() ?? "";
  return line.endsWith("}") && /"(?:id|title)"\s*:/.test(line) ? "jsonl" : "feed";
}
