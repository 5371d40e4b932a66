import { repairedFields } from "#ingest/source/repaired-fields.ts";
import type { Findings } from "#ingest/source/findings.ts";
import type { Article } from "#model/article.ts";
import type { Place } from "#model/rejection.ts";
import type { Draft } from "#ingest/folder/draft.ts";
import type { ArticleIntake } from "./article-intake.ts";
import type { ReadingOptions } from "./reading-options.ts";

/** Gives an article to the intake that a reader has checked already, with the damage of its words
 *  mended. */
export async function takeRepaired(
  article: Article,
  {
    intake,
    place,
    isRepaired,
    findings,
  }: {
    readonly intake: ArticleIntake;
    readonly place: Place;
    readonly isRepaired: boolean;
    readonly findings?: Partial<Findings> | undefined;
  },
): Promise<void> {
  if (!isRepaired) return intake.takeArticle(article, place, findings);
  const { fields, repairs } = repairedFields(article);
  for (const repair of repairs) intake.log.repair(article.id, place, repair);
  if (repairs.length === 0) return intake.takeArticle(article, place, findings);
  const html =
    article.html === undefined ? undefined : repairedFields({ body: article.html }).fields["body"];
  // Only words were changed, each into words.
  const mended = { ...article, ...fields, ...(html !== undefined && { html }) } as Article;
  return intake.takeArticle(mended, place, findings);
}

/** Gives an article of our own kind to the intake, with what hides it. */
export async function takeDraft(
  { article, hidings = [], told = [] }: Draft,
  {
    intake,
    place,
    options,
  }: {
    readonly intake: ArticleIntake;
    readonly place: Place;
    readonly options: Pick<ReadingOptions, "isRepaired">;
  },
): Promise<void> {
  if (told.length > 0) intake.log.notice(place, ...told);
  await takeRepaired(article, {
    intake,
    place,
    isRepaired: options.isRepaired,
    findings: { hidings },
  });
}
