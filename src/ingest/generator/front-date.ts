import { unixTime } from "#ingest/date/unix-time.ts";
import { inPlace } from "#ingest/date/time-zone.ts";
import { dateFrom } from "#ingest/date/written-date.ts";
import { isRecord } from "#model/field.ts";
import { toDating } from "#model/instant.ts";
import { type Fault, isRejection } from "#model/rejection.ts";
import { dateOfFolders, type SitePath } from "./site-path.ts";

/** The date of an article, as it is written, and where it was found. */
export type FoundDating = {
  /** In the form that `toDating` takes; unreadable where nothing better was found; absent when
   *  nothing says when. */
  readonly published?: string;
  /** Such as `front matter` or `file name`. */
  readonly source?: string;
  readonly notices: readonly Fault[];
};

/** Names of the date in front matter, the most telling first, without `_` and `-`. */
const DATES = (
  "published date pubdate pubdatetime publishdate publishedat publishedon publisheddate " +
  "datepublished publishtime publishedtime dateposted posted postedat postedon postdate created " +
  "createdat createdon createddate datecreated createtime creationdate written timestamp " +
  "日期 发布日期 發布日期 发布时间 發布時間 时间 時間"
).split(" ");
const ADDRESSES = ["path", "url", "permalink", "slug", "aliases", "redirectfrom", "redirects"];

/** The date of an article of a generator: of front matter in any spelling, else of the file's name,
 *  its folders, or its addresses. Of those that agree on the day, the most precise.
 *  @param valueOf  gives the front matter's field of a name without `_` and `-`
 *  @param timeZone  IANA name of the place where it was written
 *  @param given  a date that is known otherwise, such as by git, for what tells none */
export function frontDate(
  valueOf: (name: string) => unknown,
  path: SitePath,
  {
    given,
    timeZone,
  }: {
    readonly given?: { readonly date: string; readonly source: string } | undefined;
    readonly timeZone?: string;
  } = {},
): FoundDating {
  const written = DATES.map((name) => inPlace(textOf(valueOf(name)), timeZone)).filter(
    // Jekyll's `published` is no date, and Eleventy's words ask git or the file for one.
    (text) =>
      text !== "" &&
      !/^(?:true|false|yes|no|on|off|y|n|created|last modified|git (?:created|last modified))$/i.test(
        text,
      ),
  );
  const readable = written.map(readDate).find((date) => date !== undefined);
  const candidates = [
    { date: readable, source: "front matter" },
    { date: path.date, source: "file name" },
    { date: path.folderDate, source: "folder names" },
    {
      date: ADDRESSES.flatMap((name) => listOf(valueOf(name)))
        .map(dateIn)
        .find(Boolean),
      source: "address",
    },
    { date: given?.date, source: given?.source ?? "" },
  ].flatMap(({ date, source }) => (date ? [{ date, source }] : []));
  const [first] = candidates;
  const [unreadable] = written;
  if (first === undefined)
    return unreadable === undefined ? { notices: [] } : { published: unreadable, notices: [] };
  const told = candidates.filter(
    ({ source }) => source !== given?.source || source === first.source,
  );
  const agreeing = told.filter(({ date }) => date.slice(0, 10) === first.date.slice(0, 10));
  const best = agreeing.find(({ date }) => date.includes("T")) ?? first;
  const faults: Fault[] = [];
  if (agreeing.length < told.length) faults.push(disagreement(first.source));
  if (readable === undefined && unreadable !== undefined) faults.push(UNREADABLE);
  return { published: best.date, source: best.source, notices: faults };
}

function disagreement(source: string): Fault {
  const what = `has dates of different days; that of the ${source} was taken`;
  return { field: "published", what, fix: "correct the one that is wrong" };
}

const UNREADABLE: Fault = {
  field: "published",
  what: "has a date in its front matter that cannot be read; another was taken",
  fix: "write it as 2023-04-14 or 2023-04-14T08:00:00+08:00",
};

function readDate(text: string): string | undefined {
  const date = dateFrom(text) ?? unixTime(text);
  return date === undefined || isRejection(toDating(date, "UTC")) ? undefined : date;
}

/** The day in an address: as folders, or as the beginning of its last part. */
function dateIn(address: string): string {
  const flat = address.replace(/(\d{4})-(\d{2})-(\d{2})(?=[-/.]|$)/, "$1/$2/$3/");
  return dateOfFolders(flat.replace(/^\/*/, "/"));
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(textOf).filter(Boolean);
}

function textOf(value: unknown): string {
  if (isRecord(value))
    return (
      ["created", "published", "date", "from"].map((name) => textOf(value[name])).find(Boolean) ??
      ""
    );
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}
