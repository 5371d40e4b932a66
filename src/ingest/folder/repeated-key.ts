/** The keys of an object that are written more than once, of which JSON keeps the last without a
 *  word. O(length).
 *  @param json  an object that `JSON.parse` accepted
 *  @example repeatedKeys('{"id": 1, "title": "x", "id": 2}') // ["id"] */
export function repeatedKeys(json: string): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  let depth = 0;
  let last = "";
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') {
      const end = endOfString(json, at);
      last = json.slice(at, end + 1);
      at = end;
    } else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    else if (character === ":" && depth === 1) {
      if (seen.has(last)) repeated.add(last);
      seen.add(last);
    }
  }
  return [...repeated].map((written) => String(JSON.parse(written)));
}

/** Where the string ends that begins at `from`: at the next quote with an even number of
 *  backslashes before it. */
function endOfString(json: string, from: number): number {
  for (let end = json.indexOf('"', from + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json[end - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return json.length;
}
