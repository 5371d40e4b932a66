/** A script element that holds data for search engines, and that no browser runs. `<` is written as
 *  its escape, so that no text in it can end the element.
 *  @param node  of schema.org, without `@context`
 *  @see https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements */
export function jsonLd(node: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify({ "@context": "https://schema.org", ...node });
  return `<script type="application/ld+json">${json.replaceAll("<", "\\u003c")}</script>\n`;
}
