import { type DateFormat, dateWith } from "#ingest/date/date-format.ts";

/** Where an article came from, and its date in the form that `toDating` takes. */
export type Dateline = { readonly source: string; readonly date: string };

/** Matches `甘孜日報    2023年04月14日`, `來源：甘孜日報 時間：2023-04-14 08:30`; the source may be missing. */
const DATELINE =
  /^(.*?)(?:[\s|]*(?:发布|發布|发表|發表)?(?:时间|時間|日期)[:：])?\s*(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?(?:\s*(\d{1,2}):(\d{2})(?::\d{2})?)?(?:\s.*)?$/;
/** Matches the label at the end of `澜川日报 发布时间：`. */
const DATE_LABEL = /[\s|｜]*(?:发布|發布|发表|發表)?(?:时间|時間|日期)[:：]\s*$/;

/**
 * Source and date in a line, the date in one of the formats or as Chinese portals write it;
 * undefined when it has no date.
 */
export function datelineIn(line: string, formats: readonly DateFormat[]): Dateline | undefined {
  const told = dateWith(formats, line);
  if (told !== undefined) return { source: sourceIn(line.slice(0, told.start)), date: told.date };
  const [, before = "", year, month = "", day = "", hour, minute] = DATELINE.exec(line) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = hour === undefined ? "" : ` ${hour.padStart(2, "0")}:${minute}`;
  return { source: sourceIn(before), date: date + time };
}

/** The name of a source without what introduces it, and what introduces a date after it. */
export function sourceIn(text: string): string {
  return text
    .replace(DATE_LABEL, "")
    .replace(/^(?:来源|來源|稿源|文章来源|文章來源)[:：]\s*/, "")
    .replace(/[|｜\s]+$/, "");
}
