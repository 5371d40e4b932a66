import { percentDecoded } from "#model/address.ts";
import { type BodyFormat, toArticle } from "#model/article.ts";
import { isRejection, type Place } from "#model/rejection.ts";
import { type Drafts, rejectionsAt } from "./draft.ts";
import { readFrontMatter } from "./front-matter.ts";
import { type VisibilityContext, withDraftDate, withToldStatus } from "./own-status.ts";
import { unknownFields } from "./unknown-fields.ts";

/** Reads a Markdown or HTML file with front matter as one article.
 *  @param text  with `\n` line ends
 *  @param path  in the content folder
 *  @param format  of its body, unless the front matter names another */
export function readArticleFile(
  text: string,
  path: string,
  {
    format,
    timeZone,
    ...visibility
  }: VisibilityContext & { readonly format: BodyFormat; readonly timeZone: string },
): Drafts {
  const front = readFrontMatter(text, { file: path });
  if (isRejection(front)) return { drafts: [], rejections: [front] };
  const placeOf = (field?: string): Place => ({
    file: path,
    line: field === undefined ? 1 : front.lineOf(field),
  });
  const body = front.fields["body"] ?? front.body.trim();
  const { fields, hidings, told } = withToldStatus({ ...front.fields, body }, path, visibility);
  const article = toArticle(withDraftDate(fields, visibility), {
    timeZone,
    format,
    place: { file: path },
  });
  if (isRejection(article))
    return { drafts: [], rejections: rejectionsAt(placeOf, article.faults) };
  const placeOfText = (part: string): Place => {
    const index = indexOfWritten(front.body, part);
    return index < 0
      ? placeOf()
      : { file: path, line: front.bodyLine + front.body.slice(0, index).split("\n").length - 1 };
  };
  const unknown = unknownFields(front.fields, placeOf);
  const draft = { article, from: path, placeOf, placeOfText, hidings, told, unknown };
  return { drafts: [draft], rejections: [] };
}

/** Where a text stands in a body, or a path of the site as its author wrote it: in its own letters,
 *  or from the article's folder; -1 where it is not found. */
function indexOfWritten(body: string, part: string): number {
  const plain = part.startsWith("/") ? percentDecoded(part) : part;
  const folders = part.startsWith("/") ? plain.split("/") : [];
  const spellings = [part, plain, ...folders.map((_, index) => folders.slice(index).join("/"))];
  for (const spelling of spellings) {
    const index = spelling === "" ? -1 : body.indexOf(spelling);
    if (index >= 0) return index;
  }
  return -1;
}
