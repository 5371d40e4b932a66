import { withoutPlayers } from "#text/html/player.ts";

/** Matches a formula with a line of its own, such as `<math display="block">…</math>`; not one
 *  within a sentence, `<math>…</math>`. */
const FORMULA = /<math [^>]*display="block"[^>]*>.*?<\/math>/gs;

/** The body of an article as a page shows it: frames are links, sound and film wait until they are
 *  asked for, so that nobody else hears of the reader, and what may be wider than the page can be
 *  moved by keys. O(length).
 *  @param html  as the sanitiser writes it */
export function pageBody(html: string): string {
  return withoutPlayers(html)
    .replace(/<(audio|video)(?=[ >])/g, `<$1 preload="none"`)
    .replace(/<pre(?=[ >])/g, `<pre tabindex="0"`)
    .replace(/<table(?=[ >])/g, `<div class="scroll" tabindex="0"><table`)
    .replaceAll("</table>", "</table></div>")
    .replace(FORMULA, `<span class="scroll" tabindex="0">$&</span>`);
}
