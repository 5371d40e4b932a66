import { type Repair, repairsFrom, traced, withEdits } from "#text/repair/edit.ts";
import { repairText } from "#text/repair/repair.ts";
import { titleSpam } from "#text/repair/title-spam.ts";

/** A repair, and the field of the article in which it was made. */
export type FieldRepair = Repair & { readonly field: string };

/** Fields that are words, in the order in which they are mended together: what a page is full of
 *  shows only in all of them. */
const WORDS = ["title", "kicker", "summary", "body"] as const;
/** Stands between fields while they are mended; no repair touches it, and no text has it. */
const BORDER = "\n\u2029\u2029\n";

/** The fields of an article with their damage mended, and spam taken out of the title, with the
 *  evidence: offset and line are those within the field. What is not damaged stays as it is.
 *  @param fields  as `toArticle` takes them
 *  @param spamWords  further words that are spam in titles of this site */
export function repairedFields(
  fields: Readonly<Record<string, unknown>>,
  spamWords: readonly string[] = [],
): {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly repairs: readonly FieldRepair[];
} {
  const names = WORDS.filter((name) => typeof fields[name] === "string");
  const texts = names.map((name) => String(fields[name]));
  const { text, repairs } = repairText(texts.join(BORDER));
  const mended = text.split(BORDER);
  // Only damage that spans a border could join two fields, and no repair spans line ends.
  if (mended.length !== names.length) return { fields, repairs: [] };
  const changed = new Map<string, unknown>(names.map((name, index) => [name, mended[index]]));
  const found = repairs.map((repair) => placed(repair, names, texts));
  const title = changed.get("title");
  if (typeof title === "string") {
    const edits = titleSpam(title, spamWords);
    const bare = withEdits(traced(title), edits).text.trim();
    // A title that is nothing but spam is better than none: the publisher has to see it.
    if (bare) changed.set("title", bare);
    if (bare)
      found.push(
        ...repairsFrom(traced(title), edits, title).map((repair) => ({
          ...repair,
          field: "title",
        })),
      );
  }
  return { fields: { ...fields, ...Object.fromEntries(changed) }, repairs: found };
}

/** The repair with offset and line counted from the beginning of its field. */
function placed(repair: Repair, names: readonly string[], texts: readonly string[]): FieldRepair {
  let start = 0;
  let line = 1;
  for (const [index, text] of texts.entries()) {
    const isHere = repair.offset <= start + text.length || index === texts.length - 1;
    if (isHere)
      return {
        ...repair,
        field: names[index] ?? "",
        offset: repair.offset - start,
        line: repair.line - line + 1,
      };
    start += text.length + BORDER.length;
    line += (text + BORDER).split("\n").length - 1;
  }
  return { ...repair, field: names[0] ?? "" };
}
