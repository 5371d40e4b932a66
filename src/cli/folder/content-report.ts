import type { Content } from "#ingest/folder/content.ts";
import { rejection } from "#model/rejection.ts";
import type { PlanNotice } from "#publish/build/plan-notice.ts";
import { count, listRejections, rejectionJson, type Report } from "#cli/terminal/report.ts";

/** Reports what was wrong with content, or worth knowing: for people `file:line: what, and how to
 *  fix`, a notice with `notice:` before it; for machines `{ rejections, notices }`.
 *  @param given  the content's path as the publisher wrote it
 *  @param later  notices that came from publishing, each at its article or file */
export function contentReport(
  { rejections, notices, placeOf }: Pick<Content, "rejections" | "notices" | "placeOf">,
  given: string,
  later: readonly PlanNotice[] = [],
): Pick<Report, "json" | "complaints"> {
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
      ...(rejections.length > 0
        ? [`${count(rejections.length, "rejection")}; the rest went in`]
        : []),
    ],
  };
}
