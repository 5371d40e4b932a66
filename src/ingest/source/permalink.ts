/** What the path of an article on its old site gives: its id, the number that orders it, and the
 *  path itself as an alias.
 *  @param permalink  path with query, such as `/html/xw/dzyw/87613.html`
 *  @example idFromPermalink("/html/xw/dzyw/87613.html") // { id: "87613", sequence: 87613, aliases:
 *  ["/html/xw/dzyw/87613.html"] } */
export function idFromPermalink(permalink: string): {
  readonly id: string;
  readonly sequence?: number;
  readonly aliases: readonly string[];
} {
  const aliases = permalink === "/" ? [] : [permalink];
  const number = /(\d+)(?:\.\w+)?\/?(?:\?.*)?$/s.exec(permalink)?.[1];
  if (number !== undefined && number.length <= 15)
    return { id: number, sequence: Number(number), aliases };
  const parts = (permalink.split("?", 1)[0] ?? "")
    .split("/")
    .filter((part) => part && !/^index\.\w+$/.test(part));
  const last = (parts.at(-1) ?? "").replace(/\.\w+$/, "");
  return {
    id: last.replace(/[^\p{L}\p{N}.~-]+/gu, "-").replace(/^[^\p{L}\p{N}]+|-+$/gu, "") || "page",
    aliases,
  };
}
