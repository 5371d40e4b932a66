/** Elements that show something without words. */
const SHOWN =
  /<(?:img|audio|video|iframe|object|embed|picture|hr|svg|math|input|progress|meter)\b/i;
/** Matches a sign between tags, or one that begins none: `a`, `&lt;`, `<`; refuses `<p> </p>`,
 *  `<p>&nbsp;</p>`. */
const SIGN =
  /(?:^|>)(?:\s|&nbsp;|&#160;|&#xa0;)*(?!&nbsp;|&#160;|&#xa0;)(?:[^\s<]|<(?!\/?[a-z][\w-]*[\s/>]))/i;

/** Whether a person who opens a piece of HTML sees anything: words, a picture, a player. O(length)
 *  where there is nothing, and less where there is something.
 *  @example showsSomething("<div><p>&nbsp;</p></div>") // false */
export function showsSomething(html: string): boolean {
  return SIGN.test(html) || SHOWN.test(html);
}
