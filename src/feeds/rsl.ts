import { articlePath } from "#model/address.ts";
import type { ArticleHead } from "#model/entry.ts";
import { isForeign, usesOf } from "#model/license.ts";
import type { Site } from "#model/site.ts";
import { attributesOf, XML_DECLARATION, xmlText } from "./xml.ts";

/** The namespace of Really Simple Licensing 1.0. */
export const RSL_NAMESPACE = "https://rslstandard.org/rsl";
/** Its media type. */
export const RSL_TYPE = "application/rsl+xml";

/** The terms of the site as a document of their own, which robots.txt names.
 *  @see https://rslstandard.org/rsl */
export function renderRsl(site: Site): string {
  const terms = termsOf(site.license, site.contentSignal, "");
  return `${XML_DECLARATION}<rsl${attributesOf({ xmlns: RSL_NAMESPACE })}>
<content url="/">${terms}</content>
</rsl>
`;
}

/** The terms of one article, for its item in RSS: its own licence, or the site's terms, or that
 *  nothing is allowed of what comes from a foreign source; "" while the site says nothing. */
export function rslContent(article: ArticleHead, site: Site, baseUrl: string): string {
  if (site.rsl !== true) return "";
  const nothing = `<rsl:license><rsl:prohibits type="usage">all</rsl:prohibits></rsl:license>`;
  const terms =
    article.license !== undefined
      ? termsOf(article.license, undefined, "rsl:")
      : isForeign(article, site)
        ? nothing
        : termsOf(site.license, site.contentSignal, "rsl:");
  const url = baseUrl + articlePath(article.id);
  return `<rsl:content${attributesOf({ url })}>${terms}</rsl:content>\n`;
}

function termsOf(
  license: string | undefined,
  signal: Site["contentSignal"],
  prefix: "" | "rsl:",
): string {
  const element = (name: string, text: string, attributes = ""): string =>
    `<${prefix}${name}${attributes}>${text}</${prefix}${name}>`;
  const uses = (name: string, allowed: boolean): string => {
    const list = usesOf(signal, allowed);
    return list.length === 0 ? "" : element(name, list.join(","), ' type="usage"');
  };
  const isCommons = /^https?:\/\/creativecommons\.org\//.test(license ?? "");
  const paid = isCommons
    ? element("payment", element("standard", xmlText(license ?? "")), ' type="attribution"')
    : "";
  const told = license === undefined || isCommons ? "" : element("terms", xmlText(license));
  return element("license", uses("permits", true) + uses("prohibits", false) + paid) + told;
}
