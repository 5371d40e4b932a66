import type { Command } from "commander";
import type { Content } from "#ingest/folder/content.ts";
import { describeRejection, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { beyondFree } from "#publish/write/cost.ts";
import type { Publication, PublishFlags } from "#publish/write/publication.ts";
import { publish } from "#publish/write/publish.ts";
import { contentReport } from "#cli/folder/content-report.ts";
import { isLinesFile, readContentAt } from "#cli/folder/content.ts";
import { withDoubtfulHeld } from "#cli/folder/doubtful-articles.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import { tagsOf } from "#store/edge/tags.ts";
import { edgeToken, purgeReport } from "#cli/fetch/edge-purge.ts";
import { addHubOptions, hubReport, type HubOptions } from "#cli/fetch/websub-options.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { type KeptWork, openKeptWork } from "#cli/folder/kept-work.ts";
import { loadReadings } from "#cli/folder/readings.ts";
import { publishReport } from "./publish-report.ts";
import { addRevive } from "./revive-option.ts";
import { leaseTerms, stepsTo } from "./building-tools.ts";
import { failure, type Report } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";
import { expectLongRun, expectShortRun } from "#cli/terminal/short-run.ts";
import { holdHeap, letHeapGrow, widenYoung } from "#cli/terminal/small-heap.ts";
import { settingsRefusal } from "#cli/wrangler/settings-refusal.ts";
import { keptWorkFolder } from "#cli/wrangler/state-folder.ts";

/** What is to be published, and how. */
type PublishJob = {
  /** A content folder or a .jsonl file, as the publisher wrote it. */
  readonly given: string;
  readonly flags: PublishFlags;
  readonly progress: Progress;
  /** What earlier publications made. */
  readonly keptWork?: KeptWork;
  /** Says at once what cannot wait for the report. */
  readonly tell?: (line: string) => void;
};

/** The options of `publish` as commander gives them. */
type PublishOptions = KvOptions &
  HubOptions &
  PublishFlags & { readonly site?: string; readonly recent?: boolean; readonly url?: string };

/** What a publication says, the feeds that it changed, and the tags of what differs. */
type PublishReport = Report & {
  readonly topics: readonly string[];
  readonly tags?: readonly string[];
};

/** Articles from which on an edit is a second part of a release: below, all anew costs few of
 *  the free plan's 1,000 writes a day: nine for an edit of 480 articles. */
const RECENT_FROM = 500;

const EXAMPLES = `
Examples:
  npm run broadsheet -- publish ./content
  npm run broadsheet -- publish articles.jsonl --persist-to /tmp/site
  npm run broadsheet -- publish ./content --remote
  npm run broadsheet -- publish ./content --backfill
  BROADSHEET_TOKEN=… npm run broadsheet -- publish ./content --url https://news.example.org

What is wrong with an article is told as file:line and keeps out that article alone (exit code 1).
Cut short, run it again: nothing is written twice, and readers never see half a release.`;

/** Adds `publish <content>`. */
export function addPublish(program: Command): void {
  const command = program
    .command("publish")
    .description("publish a content folder or a .jsonl file as one release")
    .argument("<content>", "the folder that holds site.toml and the articles, or JSON Lines")
    .option("--site <file>", "the site.toml of JSON Lines, where none lies beside them")
    .option("--full", "publish all anew, where a small change would be laid over what is there")
    .option("--recent", `lay a small change over it also below ${RECENT_FROM} articles`)
    .option("--force", "also when many articles would go (5 or more, and 5 %)")
    .option("--backfill", "what is new is old stock: into the archives, and onto no newest page")
    .option("--allow-reappearing", "also when subscribers would see articles again (see preview)")
    .option("--allow-gone", "also when a section's feed or an alias would answer no more")
    .option(
      "--url <address>",
      "send what differs to the admin API of a site, with BROADSHEET_TOKEN",
    )
    .option("--take-back", "also when the admin API publishes the site: it is the command's again")
    .option("--allow-reuse", "also when an address would lead to another section than before")
    .addHelpText("after", EXAMPLES);
  addRevive(command, "an article that was purged and may be seen again; may be repeated");
  addHubOptions(addKvOptions(command)).action((given: string, options: PublishOptions) =>
    run(options, async ({ progress, tell }) => {
      if (options.url !== undefined) {
        const { sendContent } = await import("./publish-url.ts");
        return sendContent({ ...options, url: options.url, given, flags: options, progress });
      }
      const keptWork = openKeptWork(keptWorkFolder(options.persistTo));
      // Of lines that an earlier publication has read, little is left to do.
      if (keptWork.isThere && isLinesFile(given)) expectShortRun();
      letHeapGrow();
      widenYoung();
      return publishGiven(options, {
        given,
        flags: {
          ...options,
          full: options.full === true,
          recentFrom: options.recent === true ? 0 : RECENT_FROM,
        },
        progress,
        tell,
        keptWork,
      });
    }),
  );
}

/** Reads the content and publishes what is right in it. KV is opened first: who lacks an account
 *  shall not wait for the reading. */
async function publishGiven(options: PublishOptions, job: PublishJob): Promise<Report> {
  const told: {
    hub?: string | undefined;
    url?: string | undefined;
    topics: readonly string[];
    tags?: readonly string[];
  } = { topics: [] };
  const report = await withKv(options, async (kv) => {
    const content = await readContentAt(job.given, job.progress, {
      site: options.site,
      rowsOf: job.keptWork?.rowsOf,
    });
    // What is read stays: it need not be looked through before it is all there.
    holdHeap();
    if (isRejection(content)) return failure(content);
    const { topics, tags, ...published } = await publishContent(kv, content, job);
    Object.assign(told, { hub: content.site.hub, url: content.site.url, topics, tags });
    return published;
  });
  // KV is closed by now: nothing is held open while the hub's time is waited for.
  const isSeen = report.exitCode !== 2 && told.url !== undefined;
  const { url, tags } = told;
  const edge = { url: isSeen ? url : undefined, tags, token: edgeToken(options) };
  const purged = await purgeReport(report, edge);
  const pinged = await hubReport(purged, told, { ...options, progress: job.progress });
  // A city that asked before KV showed it the release holds the old one: it is asked once more.
  return pinged === purged ? purged : purgeReport(pinged, edge);
}

/** Publishes what is right in content that was read. Exit code 1 when something in it was rejected,
 *  or the publication refused.
 *  @throws {StoreDown} when KV fails */
export async function publishContent(
  kv: KVNamespace,
  read: Content,
  { given, flags, progress, tell, keptWork }: PublishJob,
): Promise<PublishReport> {
  const begin = performance.now();
  const content = await withDoubtfulHeld(kv, read);
  const { site, articles, media } = content;
  const refusal = settingsRefusal(content);
  if (refusal !== undefined) return { ...failure(refusal, 1), topics: [] };
  if (articles.length === 0 && flags.force !== true)
    return { ...nothingRight(given, content), topics: [] };
  const outcome = await publish({
    ...flags,
    full: flags.full ?? true,
    kv,
    site,
    articles,
    media,
    ...(keptWork !== undefined && { workshop: { ...keptWork, originOf: content.originOf } }),
    readingsOf: await loadReadings(),
    now: Date.now(),
    progress: longWhenIndexed(stepsTo(progress)),
    ...leaseTerms(tell),
    foresee(cost) {
      const faults = beyondFree(cost);
      if (faults.length > 0) tell?.(describeRejection({ place: { file: given }, faults }));
    },
  });
  if (isRejection(outcome)) return { ...failure(ofGiven(outcome, given), 1), topics: [] };
  keptWork?.sweep(outcome.choice.part);
  const { full = true, recentFrom = 0 } = flags;
  const isChosen = !full && outcome.articles >= recentFrom;
  const ms = performance.now() - begin;
  const report = publishReport(outcome, given, { content, ms, isChosen });
  return { ...report, topics: outcome.topics, tags: tagsOf(outcome.manifest) };
}

/** Who makes the index of all articles has much to do. */
function longWhenIndexed(
  tell: NonNullable<Publication["progress"]>,
): NonNullable<Publication["progress"]> {
  let isLong = false;
  return (step) => {
    if (step.step === "index" && !isLong) expectLongRun();
    isLong ||= step.step === "index";
    tell(step);
  };
}

/** A refusal, of the content that was given where it names no other file. */
function ofGiven({ place, ...refused }: Rejection, given: string): Rejection {
  return { ...refused, place: { file: given, ...place } };
}

/** An empty release is seldom meant: a wrong path, or one mistake in every article. */
function nothingRight(given: string, content: Content): Report {
  const fix = "check the path, or publish with --force if this is meant";
  const reason = failure(rejection({ file: given }, { what: "holds no article", fix }), 1);
  const { json, complaints } = contentReport(content, given);
  return {
    ...reason,
    json: { ...json, ...reason.json },
    complaints: [...complaints, ...reason.complaints],
  };
}
