import { isRecord } from "#model/field.ts";
import type { Fault } from "#model/rejection.ts";
import { plainWord } from "#ingest/source/boolean-word.ts";
import type { Hiding } from "#ingest/source/findings.ts";
import { answerKey, visibilityOf, type VisibilityAnswers } from "#ingest/source/visibility.ts";

/** What decides beside an article's own fields who may see it. */
export type VisibilityContext = {
  /** Milliseconds since 1970; without it every end counts as past. */
  readonly now?: number | undefined;
  readonly answers?: VisibilityAnswers | undefined;
};

/** An article's fields with its status told, and what hides it. */
type ToldStatus = {
  readonly fields: unknown;
  readonly hidings: readonly Hiding[];
  readonly told: readonly Fault[];
};

const OWN_WORDS: ReadonlySet<string> = new Set(["published", "draft", "withdrawn"]);
const DRAFTS = /^_?(?:drafts?|草稿箱?)$/iu;

/**
 * The fields of an article of our own content folders and JSON Lines, with the status that the one
 * table of visibility makes of them: `draft: yes` is a draft here too. A status in our own words
 * holds unless another field hides the article.
 * @param path  the file's, whose folder of drafts counts where the article does not say otherwise
 */
export function withToldStatus(
  given: unknown,
  path: string,
  { now = Infinity, answers = new Map() }: VisibilityContext = {},
): ToldStatus {
  if (!isRecord(given)) return { fields: given, hidings: [], told: [] };
  const word = plainWord(given["status"]);
  const isOwn = OWN_WORDS.has(word);
  if (isOwn && word !== "published")
    return { fields: { ...given, status: word }, hidings: [], told: [] };
  const { status, ...others } = given;
  const asked = isOwn ? others : { ...others, status };
  const { hidings, notBefore, until } = visibilityOf(asked, { now, answers });
  const all = isOwn ? hidings : [...hidings, ...folderHiding(given, path, answers)];
  const embargo = given["embargo"] ?? notBefore;
  const fields = { ...given, status: all.length > 0 ? "draft" : "published", embargo };
  return { fields, hidings: all, told: until === undefined ? [] : [UNTIL] };
}

/** The fields with a date where a draft has none: the day on which it is read, for nobody sees it
 *  before it is given one. */
export function withDraftDate(fields: unknown, { now = 0 }: VisibilityContext): unknown {
  if (!isRecord(fields) || fields["status"] !== "draft") return fields;
  const { published } = fields;
  const isDated = published !== undefined && published !== null && published !== "";
  return isDated ? fields : { ...fields, published: new Date(now).toISOString().slice(0, 10) };
}

/** A file in a folder of drafts is one, unless that is its section. */
function folderHiding(
  { section }: Readonly<Record<string, unknown>>,
  path: string,
  answers: VisibilityAnswers,
): readonly Hiding[] {
  const folder = path
    .split("/")
    .slice(0, -1)
    .find((part) => DRAFTS.test(part));
  const sections = typeof section === "string" ? section.split("/") : [];
  if (folder === undefined || sections.includes(folder)) return [];
  const isAnswered = answers.get(answerKey("folder", folder)) === "published";
  return isAnswered ? [] : [{ field: "folder", value: folder, isDoubt: false }];
}

const UNTIL: Fault = {
  what: "shall end at a moment to come, which only the next publication after it sees",
  fix: "publish again after that moment",
};
