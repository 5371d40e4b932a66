import type { ImportJob } from "./import-job.ts";
import { count, listRejections, rejectionJson, type Report } from "#cli/terminal/report.ts";

/** What people call the repairs. */
const WORDS: Readonly<Record<string, string>> = {
  "shifted-gbk": "text shifted by a byte",
  "pinyin-gloss": "pinyin glosses",
  "double-utf8": "UTF-8 encoded twice",
  "wrong-encoding": "text in the wrong encoding",
  "double-entity": "entities encoded twice",
  "windows-1252": "windows-1252 characters",
  "private-use": "private-use characters",
  control: "control characters",
  "title-spam": "spam in titles",
};

/** What came of an import. Exit code 1 when something was rejected, 2 when nothing was found to
 *  read.
 *  @param to  the content folder as the publisher wrote it
 *  @param isNewSite  whether `site.toml` was written */
export function importReport({ intake }: ImportJob, to: string, isNewSite: boolean): Report {
  const { counts, log } = intake;
  const { rejections, notices } = log;
  const total = counts.new + counts.changed + counts.unchanged + counts.edited;
  const repairs = Object.fromEntries([...log.repairs].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    exitCode: rejections.length === 0 ? 0 : total === 0 ? 2 : 1,
    json: {
      kind: "imported",
      articles: total,
      ...counts,
      repairs,
      site: isNewSite,
      report: log.file,
      rejections: rejections.map(rejectionJson),
      notices: notices.map(rejectionJson),
    },
    lines: [
      `${count(total, "article")}: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} as they were${counts.edited > 0 ? `, ${counts.edited} kept as you edited them` : ""}.`,
      ...repairLine(repairs),
      ...(isNewSite ? [`Wrote ${to}/site.toml: look at it before you publish.`] : []),
      `Every repair, with before and after, is in ${to}/${log.file}; the raw input lies beside it.`,
    ],
    complaints: [
      ...listRejections(rejections),
      ...listRejections(notices, "notice: "),
      ...(rejections.length > 0
        ? [
            `${count(rejections.length, "rejection")}; ${total === 0 ? "nothing" : "the rest"} went in`,
          ]
        : []),
    ],
  };
}

function repairLine(repairs: Readonly<Record<string, number>>): readonly string[] {
  const parts = Object.entries(repairs).map(
    ([name, number]) => `${WORDS[name] ?? name} (${number.toLocaleString("en")})`,
  );
  return parts.length === 0 ? [] : [`Repaired: ${parts.join(", ")}.`];
}
