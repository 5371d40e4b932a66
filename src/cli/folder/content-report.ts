import type { Content } from "#ingest/folder/content.ts";
import { rejection } from "#model/rejection.ts";
import type { PlanNotice } from "#publish/build/plan-notice.ts";
import { count, listRejections, rejectionJson, type Report } from "#cli/terminal/report.ts";

type ReportedContent = Pick<Content, "articles" | "rejections" | "notices" | "placeOf">;

type ReportOptions = {
  /** Notices that came from publishing, each at its article or file. */
  readonly later?: readonly PlanNotice[];
  /** Whether the content was published, or only looked at. */
  readonly isWritten?: boolean;
};

/** Reports what was wrong with content, or worth knowing: for people `file:line: what, and how to
 *  fix`, a notice with `notice:` before it; for machines `{ rejections, notices }`.
 *  @param given  the content's path as the publisher wrote it
 */
export function contentReport(
  { articles, rejections, notices, placeOf }: ReportedContent,
  given: string,
  { later = [], isWritten = true }: ReportOptions = {},
): Pick<Report, "json" | "complaints"> {
  const went = isWritten ? "the rest went in" : "the rest could go in";
  const rest = articles.length === 0 ? "nothing is left" : went;
  const told = [
    ...notices.map(({ place, faults }) => rejection(place, ...faults)),
    ...later.map(({ article, file = given, ...fault }) =>
      rejection(article === undefined ? { file } : placeOf(article, fault), fault),
    ),
  ];
  return {
    json: { rejections: rejections.map(rejectionJson), notices: told.map(rejectionJson) },
    complaints: [
      ...listRejections(rejections),
      ...listRejections(told, "notice: "),
      ...(rejections.length > 0 ? [`${count(rejections.length, "rejection")}; ${rest}`] : []),
    ],
  };
}
