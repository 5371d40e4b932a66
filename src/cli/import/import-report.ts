import type { Rejection } from "#model/rejection.ts";
import type { HiddenArticles } from "#cli/archive/import-log.ts";
import type { AuditResult } from "#cli/archive/import-audit.ts";
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
export function importReport(
  { intake, pictures }: ImportJob,
  to: string,
  { isNewSite, audit }: { readonly isNewSite: boolean; readonly audit?: AuditResult | undefined },
): Report {
  const { counts, log } = intake;
  const { rejections, notices } = log;
  const doubts = [...log.hidden.values()].filter(({ isDoubt }) => isDoubt);
  const total = counts.held + counts.new + counts.changed + counts.unchanged + counts.edited;
  const repairs = Object.fromEntries([...log.repairs].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    exitCode:
      rejections.length + doubts.length + (audit?.differences.length ?? 0) === 0
        ? 0
        : total === 0
          ? 2
          : 1,
    json: {
      kind: "imported",
      articles: total,
      ...counts,
      repairs,
      site: isNewSite,
      dates: Object.fromEntries(log.dateSources),
      hidden: [...log.hidden.values()],
      leftOut: Object.fromEntries(log.leftOut),
      pictures: pictures.staying(),
      report: log.file,
      ...(audit !== undefined && { audit }),
      rejections: rejections.map(rejectionJson),
      notices: notices.map(rejectionJson),
    },
    lines: [
      `${count(total, "article")}: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} as they were${counts.edited > 0 ? `, ${counts.edited} kept as you edited them` : ""}${counts.held > 0 ? `, ${counts.held} left public` : ""}.`,
      ...dateLine(log.dateSources),
      ...repairLine(repairs),
      ...(isNewSite ? [`Wrote ${to}/site.toml: look at it before you publish.`] : []),
      `Every repair, with before and after, is in ${to}/${log.file}; the raw input lies beside it.`,
      ...pictureLine(pictures.staying()),
      ...leftOutLine(log.leftOut),
      ...auditLines(audit),
    ],
    complaints: [
      ...listRejections(grouped(rejections)),
      ...listRejections(grouped(notices), "notice: "),
      ...[...log.hidden.values()].map(hiddenLine),
      ...(rejections.length > 0
        ? [
            `${count(rejections.length, "rejection")}; ${total === 0 ? "nothing" : "the rest"} went in`,
          ]
        : []),
    ],
  };
}

/** What hid articles, and what answers a doubt. */
function hiddenLine({ field, value, isDoubt, articles, held, example }: HiddenArticles): string {
  const drafts = articles - held;
  const became = [
    ...(drafts > 0
      ? [`${count(drafts, "article")} came as ${drafts === 1 ? "a draft" : "drafts"}`]
      : []),
    ...(held > 0 ? [`${count(held, "public article")} stayed as last published`] : []),
  ].join(", ");
  const answer = isDoubt
    ? `; say --visibility ${JSON.stringify(`${field}:${value}=published`)}, or =draft`
    : "";
  return `${isDoubt ? "question" : "notice"}: ${field}: ${value}: ${became} (such as ${example})${answer}`;
}

/** Where dates came from, when not from one place alone. */
function dateLine(sources: ReadonlyMap<string, number>): readonly string[] {
  if (sources.size < 2 && (sources.size === 0 || sources.has("front matter"))) return [];
  const parts = [...sources].map(
    ([source, number]) => `${source} (${number.toLocaleString("en")})`,
  );
  return [`Dates from: ${parts.join(", ")}.`];
}

/** What was counted at both ends. */
function auditLines(audit: AuditResult | undefined): readonly string[] {
  if (audit === undefined) return [];
  const parts = Object.entries(audit.source).map(
    ([what, number]) => `${what} ${number.toLocaleString("en")} → ${audit.folder[what] ?? 0}`,
  );
  const shown = audit.differences
    .slice(0, 50)
    .map(({ article, what, source, folder }) => `audit: ${article}: ${what} ${source} → ${folder}`);
  return [`audit: ${parts.join(", ")}; ${count(audit.differences.length, "difference")}`, ...shown];
}

/** Pictures that articles show and that lie elsewhere still. */
function pictureLine(staying: Readonly<Record<string, number>>): readonly string[] {
  const hosts = Object.entries(staying).toSorted(([, a], [, b]) => b - a);
  if (hosts.length === 0) return [];
  const shown = hosts.slice(0, 3).map(([host, n]) => `${n.toLocaleString("en")} at ${host}`);
  const rest = hosts.slice(3).reduce((sum, [, n]) => sum + n, 0);
  const more = rest > 0 ? [`${rest.toLocaleString("en")} elsewhere`] : [];
  return [
    `Pictures that stay where they are: ${[...shown, ...more].join(", ")}; --media brings them.`,
  ];
}

/** What did not come along, such as `left out: 12 galleries, 2 posts of type news`. */
function leftOutLine(leftOut: ReadonlyMap<string, number>): readonly string[] {
  const parts = [...leftOut].map(([noun, number]) => counted(number, noun));
  return parts.length === 0 ? [] : [`left out: ${parts.join(", ")}`];
}

/** A number with its noun; of `post of type news` and `shortcode quiz` the first word has the
 *  plural. */
function counted(number: number, noun: string): string {
  const [, head = noun, tail = ""] =
    /^(.+?)( (?:of|in|by|without|with|to|for|shown|sent|around)\b.*)$/.exec(noun) ??
    /^(shortcode|block|card)( .+)$/.exec(noun) ??
    [];
  return count(number, head) + tail;
}

/** Rejections of one wording as one, from the fourth on: what is wrong with 407 files is said once.
 *  */
function grouped(rejections: readonly Rejection[]): readonly Rejection[] {
  const byWording = new Map<string, { readonly first: Rejection[]; number: number }>();
  for (const one of rejections) {
    const wording = JSON.stringify(one.faults);
    const same = byWording.get(wording) ?? { first: [], number: 0 };
    byWording.set(wording, same);
    same.number += 1;
    if (same.first.length < 3) same.first.push(one);
  }
  return [...byWording.values()].flatMap(({ first: all, number }) => {
    const [first] = all;
    if (first === undefined || number <= 3) return all;
    const [fault, ...others] = first.faults;
    if (fault === undefined) return all;
    const more = `${fault.what} (and ${(number - 1).toLocaleString("en")} more like this)`;
    return [{ ...first, faults: [{ ...fault, what: more }, ...others] }];
  });
}

function repairLine(repairs: Readonly<Record<string, number>>): readonly string[] {
  const parts = Object.entries(repairs).map(
    ([name, number]) => `${WORDS[name] ?? name} (${number.toLocaleString("en")})`,
  );
  return parts.length === 0 ? [] : [`Repaired: ${parts.join(", ")}.`];
}
