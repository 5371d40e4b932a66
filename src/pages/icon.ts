import type { Site } from "#model/site.ts";
import { GRAPHEMES } from "#text/analysis/graphemes.ts";
import { escapeXml } from "#text/html/escape.ts";

/** An icon for a site that has none of its own: the first letter of its name, as SVG. */
export function renderIcon({ title }: Pick<Site, "title">): string {
  const [letter] = GRAPHEMES.segment(title.trim());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="10" fill="#7b2418"/><text x="32" y="47" font-family="Georgia,Songti SC,serif" font-size="42" text-anchor="middle" fill="#fdfcf9">${escapeXml(letter?.segment ?? "B")}</text></svg>\n`;
}
