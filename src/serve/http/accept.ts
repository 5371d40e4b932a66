/** Whether a client rather reads Markdown than HTML: it must name `text/markdown`, which no browser
 *  and no feed reader does, and not want HTML more.
 *  @param accept  the value of the header
 *  @see RFC 9110 section 12.5.1
 *  @example prefersMarkdown("text/markdown, text/html;q=0.9") // true; of "text/*" or of
 *    "text/html, text/markdown;q=0.5": false */
export function prefersMarkdown(accept: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const range of (accept ?? "").toLowerCase().split(",")) {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
    const written = parameters.find((parameter) => /^q\s*=/.test(parameter));
    const weight = written === undefined ? 1 : Number(written.replace(/^q\s*=\s*/, "")) || 0;
    weights.set(type, Math.max(weight, weights.get(type) ?? 0));
  }
  const markdown = weights.get("text/markdown") ?? 0;
  const html = weights.get("text/html") ?? weights.get("text/*") ?? weights.get("*/*") ?? 0;
  // Who lets anything else do names what it wants first.
  return markdown > 0 && markdown >= html;
}
