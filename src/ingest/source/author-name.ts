const ADDRESS = /[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/;

/** The name of an author without e-mail address: `Anna <a@b.example>` and `a@b.example (Anna)` give
 *  `Anna`; "" for an address alone. What has no address stays as it is. */
export function authorName(text: string): string {
  if (!ADDRESS.test(text)) return text;
  const [, behind] = /^\s*(?:mailto:)?\S+@\S+\s*\((.+)\)\s*$/.exec(text) ?? [];
  return (behind ?? text)
    .replace(new RegExp(`[<(\\[]?(?:mailto:)?${ADDRESS.source}[>)\\]]?`, "g"), "")
    .replace(/^[\s"',;<>()-]+|[\s"',;<>()-]+$/g, "")
    .trim();
}
