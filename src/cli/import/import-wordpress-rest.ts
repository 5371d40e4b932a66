import { createEntryIds } from "#ingest/feed/entry-id.ts";
import {
  createRestNames,
  REST_LISTS,
  type RestList,
  type RestNames,
} from "#ingest/cms/wordpress-rest-names.ts";
import {
  type RestContext,
  restEntry,
  type RestRecord,
  restRecords,
} from "#ingest/cms/wordpress-rest.ts";
import { plainWords } from "#ingest/feed/feed-text.ts";
import { textAt } from "#ingest/source/text-at.ts";
import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { fetchedText, fetchOrRecall, type Fetched } from "./fetch-or-recall.ts";
import { type FollowUps, NO_FOLLOW_UPS } from "./follow-ups.ts";
import type { ImportJob } from "./import-job.ts";
import { namesAliases } from "./import-wordpress.ts";
import { type RestSite, restSite } from "./rest-address.ts";

export { isRestAddress } from "./rest-address.ts";

/** Objects that are asked for by their numbers at once. */
const AT_ONCE = 100;

/** Imports the posts and pages of a WordPress site by its REST interface, without a key: what the
 *  export has, but for drafts, which nobody else is told of. The next time only what was changed
 *  since is asked for. */
export async function importWordPressRest(
  address: string,
  job: ImportJob,
): Promise<FollowUps | Rejection> {
  const site = restSite(address);
  const { intake, options } = job;
  const home = (await tellSite(site, job)) || site.home;
  const names = createRestNames();
  await addCategories(site, names, job);
  const context: RestContext = {
    ids: createEntryIds(),
    names,
    home,
    isMigration: options.isMigration,
    answers: options.answers,
  };
  for (const list of site.lists) {
    const fault = await importList(list, { site, context, job });
    if (fault !== undefined) intake.log.reject(fault);
  }
  intake.site.nameSections(names.sectionTitles());
  if (options.isMigration) namesAliases([...names.sectionTitles().keys()], intake);
  return NO_FOLLOW_UPS;
}

/** What the interface says of the site. @returns its address; "" when it does not tell */
async function tellSite({ at, home }: RestSite, { intake, ...job }: ImportJob): Promise<string> {
  const fetched = await fetchOrRecall(at("").href, job, true);
  const value =
    fetched === null || isRejection(fetched) ? undefined : parsedJson(textOf(fetched) ?? "");
  if (!isRecord(value)) {
    intake.site.say({ home });
    return "";
  }
  const told = textAt(value, "home") || textAt(value, "url") || home;
  const [title, description] = [textAt(value, "name"), textAt(value, "description")];
  intake.site.say({ title: plainWords(title), description: plainWords(description), home: told });
  return told;
}

/** All categories: posts name only their own, and not those that these lie in. */
async function addCategories({ at }: RestSite, names: RestNames, job: ImportJob): Promise<void> {
  const list = at("wp/v2/categories");
  list.searchParams.set("per_page", String(AT_ONCE));
  const fault = await readPages(list, job, async (records) => names.add("categories", records));
  if (fault !== undefined) job.intake.log.notice(fault.place, ...fault.faults);
}

type ListContext = {
  readonly site: RestSite;
  readonly context: RestContext;
  readonly job: ImportJob;
};

/** Imports one list of posts, and remembers when the newest of it was changed. */
async function importList(
  list: URL,
  { site, context, job }: ListContext,
): Promise<Rejection | undefined> {
  const { intake, state } = job;
  const key = list.href;
  const last = state.moments.get(key) ?? "";
  const asked = new URL(list);
  if (last !== "") asked.searchParams.set("modified_after", secondBefore(last));
  let newest = last;
  const fault = await readPages(asked, job, async (posts, address) => {
    for (const post of posts) context.names.addEmbedded(post);
    for (const one of REST_LISTS) await addLacking(one, posts, { site, context, job });
    for (const post of posts) {
      const changed = textAt(post, "modified_gmt");
      if (changed > newest) newest = changed;
      await intake.take({ ...restEntry(post, context), place: { file: address } });
    }
  });
  if (fault === undefined && newest !== "") state.moments.set(key, newest);
  return fault;
}

/** Asks for what posts speak of by numbers and did not bring along. */
async function addLacking(
  list: RestList,
  posts: readonly RestRecord[],
  { site, context: { names }, job }: ListContext,
): Promise<void> {
  const lacking = names.lacking(list, posts);
  for (let from = 0; from < lacking.length; from += AT_ONCE) {
    const asked = site.at(`wp/v2/${list}`);
    asked.searchParams.set("include", lacking.slice(from, from + AT_ONCE).join(","));
    asked.searchParams.set("per_page", String(AT_ONCE));
    const fetched = await fetchOrRecall(asked.href, job, true);
    // Many sites tell nobody who their users are.
    if (fetched !== null && !isRejection(fetched))
      names.add(list, restRecords(textOf(fetched) ?? "") ?? []);
  }
  const unknown = names.lacking(list, posts).length;
  if (unknown > 0) job.intake.log.leaveOut(NOUNS[list], { count: unknown });
}

const NOUNS: Readonly<Record<RestList, string>> = {
  categories: "category without a name",
  tags: "tag without a name",
  users: "author without a name",
  media: "featured picture without an address",
};

/** Reads a list page by page: as the server says, or for as long as pages are full. */
async function readPages(
  list: URL,
  job: ImportJob,
  take: (records: readonly RestRecord[], address: string) => Promise<void>,
): Promise<Rejection | undefined> {
  const seen = new Set<string>();
  let address: string | undefined = list.href;
  for (let page = 1; address !== undefined; page += 1) {
    if (page > job.maxVisits)
      return rejection({ file: address }, { what: "is not visited", fix: "raise --max-visits" });
    const fetched: Fetched | null | Rejection = await fetchOrRecall(address, job, page > 1);
    if (fetched === null) return undefined;
    if (isRejection(fetched)) return fetched;
    const records = restRecords(textOf(fetched) ?? "");
    if (records === undefined)
      return rejection({ file: address }, { what: "is no list of WordPress's REST interface" });
    const fresh = records.filter((record) => !seen.has(textAt(record, "id")));
    for (const record of fresh) seen.add(textAt(record, "id"));
    await take(fresh, address);
    // A server that gives the same page for ever knows no pages.
    address = fresh.length === 0 ? undefined : nextOf(list, { page, fetched, records });
  }
  return undefined;
}

function nextOf(
  list: URL,
  {
    page,
    fetched: { next, pages },
    records,
  }: {
    readonly page: number;
    readonly fetched: Fetched;
    readonly records: readonly RestRecord[];
  },
): string | undefined {
  if (next !== undefined) return next;
  const isFull = records.length >= Number(list.searchParams.get("per_page") ?? AT_ONCE);
  if (pages === undefined ? !isFull : page >= pages) return undefined;
  const following = new URL(list);
  following.searchParams.set("page", String(page + 1));
  return following.href;
}

function textOf(fetched: Fetched): string | undefined {
  return fetchedText(fetched)?.text;
}

/** A second earlier: what was changed in the same second is asked for again. */
function secondBefore(moment: string): string {
  const ms = Date.parse(`${moment}Z`);
  return Number.isNaN(ms) ? moment : new Date(ms - 1_000).toISOString().replace(/\.\d+Z$/, "Z");
}
