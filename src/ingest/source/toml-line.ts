/** The line on which a key of a table stands, from 1, or where one of the items of its list does:
 *  the parser of TOML tells no places. The first line when it is not found, as where keys are
 *  written in a form that nobody uses.
 *  @param table  its name, as between the brackets; "" for what stands above the first table
 *  @param item  a text in the key's value
 *  @example tomlLine("[slugs]\na = 1\n", { table: "slugs", key: "a" }) // 2 */
export function tomlLine(
  text: string,
  { table, key, item }: { readonly table: string; readonly key: string; readonly item?: string },
): number {
  const lines = text.split("\n").map((line) => line.trim());
  let there = "";
  const at = lines.findIndex((line) => {
    const [, header] = /^\[+([^\]]+)\]+/.exec(line) ?? [];
    if (header !== undefined) there = header.trim();
    const written = line.replace(/^["']/, "");
    return (
      there === table && written.startsWith(key) && /^["'\s.=]/.test(written.slice(key.length))
    );
  });
  if (at < 0) return 1;
  const isThere = (line: string, index: number): boolean =>
    index >= at && (line.includes(`"${item}"`) || line.includes(`'${item}'`));
  return (item === undefined ? at : Math.max(at, lines.findIndex(isThere))) + 1;
}
