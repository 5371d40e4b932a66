import { memoize } from "#model/memoize.ts";
import { articlePath, atomId } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { modifiedOf, type ArticleHead, type Entry } from "#model/entry.ts";
import {
  attachmentsOf,
  categorizer,
  type Category,
  imageOf,
  linkWriter,
  externalUrl,
  lastWords,
  rightsOf,
} from "./entry.ts";
import { contentWriter } from "./entry-content.ts";
import { type Feed, knownLang } from "./feed.ts";
import type { FeedPart } from "./part.ts";
import { htmlTitle, looksLikeMarkup } from "./title.ts";
import { attributesOf, element, emptyElement, xmlAttribute, xmlText, xmlWords } from "./xml.ts";

/** The function that writes an article of the feed as an entry of Atom 1.0, in the article's own
 *  language, in parts. */
export function entryWriter(feed: Feed): (article: Article | Entry) => readonly FeedPart[] {
  const { site, baseUrl } = feed;
  const contentOf = contentWriter(baseUrl);
  const categoriesOf = categorizer(site);
  const scheme = xmlAttribute(`${baseUrl}/sections`);
  const sectionLine = memoize(
    ({ path, titles }: Category) =>
      `<category term="${xmlAttribute(path)}" scheme="${scheme}" label="${xmlAttribute(titles)}"/>\n`,
  );
  const langOf = memoize(langAttribute);
  const hrefOf = linkWriter(feed, xmlAttribute);
  const alternateTo = memoize(
    (hreflang: string | undefined) =>
      `<link${attributesOf({ rel: "alternate", type: "text/html", hreflang })} href="`,
  );
  const tagLine = memoize((tag: string) => `<category term="${xmlAttribute(tag)}"/>\n`);
  const authorLine = memoize(
    (name: string) => `<author>\n<name>${xmlWords(name)}</name>\n</author>\n`,
  );
  return (article) => {
    const content = contentOf(article);
    let topics = "";
    for (const author of article.authors) topics += authorLine(author);
    for (const category of categoriesOf(article)) topics += sectionLine(category);
    for (const tag of article.tags) topics += tagLine(tag);
    const opening = content === "" ? "" : '<content type="html">';
    const closing = content === "" ? "" : "</content>\n";
    const head = `<entry${langOf(article.lang)}>
<id>${xmlText(atomId(article, site))}</id>
${title(article)}
${alternateTo(knownLang(article.lang))}${hrefOf(article)}"/>
${links(article, feed)}<published>${article.published}</published>
<updated>${modifiedOf(article)}</updated>
${topics}${element("dc:source", article.source?.name)}${element("rights", rightsOf(article, site))}${element("summary", lastWords(article, content === ""))}${opening}`;
    return [head, content, `${closing}${media(article, baseUrl)}</entry>\n`];
  };
}

/** Plain text, or HTML where readers would take it for that anyway. @see RFC 4287 section 3.1.1 */
function title({ title }: ArticleHead): string {
  return looksLikeMarkup(title)
    ? `<title type="html">${xmlText(htmlTitle(title))}</title>`
    : `<title>${xmlWords(title)}</title>`;
}

/** Beside the article's page: its translations, where it came from, its licence and its files. */
function links(article: ArticleHead, feed: Feed): string {
  const { baseUrl } = feed;
  const hreflang = knownLang(article.lang);
  let written = "";
  // Two alternates of one type and language are an error: RFC 4287 section 4.1.2.
  for (const [tag, id] of Object.entries(article.translations)) {
    if (tag === hreflang) continue;
    const href = baseUrl + articlePath(id);
    written += emptyElement("link", { rel: "alternate", type: "text/html", hreflang: tag, href });
  }
  const external = externalUrl(article, feed);
  if (external !== undefined) written += emptyElement("link", { rel: "related", href: external });
  if (article.source?.url)
    written += emptyElement("link", { rel: "via", href: article.source.url });
  if (article.license) written += emptyElement("link", { rel: "license", href: article.license });
  for (const { url, type, size, title } of attachmentsOf(article, baseUrl))
    written += emptyElement("link", { rel: "enclosure", type, length: size, title, href: url });
  return written;
}

/** The picture that stands for the entry, and how long its files last, which Atom's own links
 *  cannot say. */
function media(article: ArticleHead, baseUrl: string): string {
  let written = "";
  for (const { url, type, size, duration } of attachmentsOf(article, baseUrl))
    if (duration !== undefined)
      written += emptyElement("media:content", { url, type, fileSize: size, duration });
  return written + picture(article, baseUrl);
}

function picture(article: ArticleHead, baseUrl: string): string {
  const image = imageOf(article, baseUrl);
  if (image === undefined) return "";
  return emptyElement("media:thumbnail", {
    url: image.url,
    width: image.width,
    height: image.height,
  });
}

/** The attribute that names a language; nothing when it is not known. */
export function langAttribute(lang: string | undefined): string {
  return attributesOf({ "xml:lang": knownLang(lang) });
}
