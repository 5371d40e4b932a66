import type { Hiding } from "#ingest/source/findings.ts";
import { showsSomething } from "#text/html/shows-something.ts";
import { answerKey, type VisibilityAnswers } from "#ingest/source/visibility.ts";

const EMPTY: Hiding = { field: "body", value: "(empty)", isDoubt: true };
/** What hides a post of a publishing system, where nothing else does: a body in which nothing can
 *  be seen, until the publisher says that it is meant so. */
export function withEmptyHidden(
  hidings: readonly Hiding[],
  html: string,
  answers: VisibilityAnswers = new Map(),
): readonly Hiding[] {
  if (hidings.length > 0 || showsSomething(html)) return hidings;
  return answers.has(answerKey(EMPTY.field, EMPTY.value)) ? [] : [EMPTY];
}
