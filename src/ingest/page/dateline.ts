import { bylineIn } from "./byline.ts";
import type { PortalRules } from "./portal-rules.ts";

/** Where an article came from and who wrote it, and its date in the form that `toDating` takes. */
export type Dateline = {
  readonly source: string;
  readonly date: string;
  readonly authors: readonly string[];
};

/** Matches the label at the end of `澜川日报 发布时间：`. */
const DATE_LABEL = /[\s|｜]*(?:发布|發布|发表|發表)?(?:时间|時間|日期)[:：]\s*$/;

/**
 * Source, authors and date in a line, the date in one of the formats of the rules or as people
 * write it; undefined when it has no date, or is a sentence.
 */
export function datelineIn(
  line: string,
  { dateFormats, place }: Pick<PortalRules, "dateFormats" | "place">,
): Dateline | undefined {
  if (/[。！？；]/.test(line)) return undefined;
  const { date, source = "", authors = [] } = bylineIn([line], dateFormats, place) ?? {};
  return date === undefined ? undefined : { date, source, authors };
}

/** The name of a source without what introduces it, and what introduces a date after it. */
export function sourceIn(text: string): string {
  return text
    .replace(DATE_LABEL, "")
    .replace(/^(?:来源|來源|稿源|文章来源|文章來源)[:：]\s*/, "")
    .replace(/[|｜\s]+$/, "");
}
