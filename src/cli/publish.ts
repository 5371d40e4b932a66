import type { Command } from "commander";
import type { Content } from "../ingest/content.ts";
import { isRejection, rejection } from "../model/rejection.ts";
import { type Outcome, publish } from "../publish/publish.ts";
import { contentReport } from "./content-report.ts";
import { readGiven } from "./content.ts";
import { type KvChoice, withKv } from "./kv.ts";
import { addKvOptions, type KvOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import { loadReadings } from "./readings.ts";
import { count, failure, type Report, seconds } from "./report.ts";
import { run } from "./run.ts";

/** What is to be published, and how. */
export type PublishJob = {
  /** A content folder or a .jsonl file, as the publisher wrote it. */
  readonly given: string;
  /** Publish also when more than a fifth of the articles would go. */
  readonly force?: boolean;
  readonly progress: Progress;
};

/** What people call the steps of a publication. */
const STEPS = {
  index: "indexing",
  blobs: "writing",
  media: "media",
  releases: "releasing",
} as const;

const EXAMPLES = `
Examples:
  npm run broadsheet -- publish ./content
  npm run broadsheet -- publish articles.jsonl --persist-to /tmp/site
  npm run broadsheet -- publish ./content --remote

What is wrong with an article is told as file:line and keeps out that article alone (exit code 1).
Cut short, run it again: nothing is written twice, and readers never see half a release.`;

/** Adds `publish <content>`. */
export function addPublish(program: Command): void {
  const command = program
    .command("publish")
    .description("publish a content folder or a .jsonl file as one release")
    .argument("<content>", "the folder that holds site.toml and the articles, or JSON Lines")
    .option("--force", "also when more than a fifth of the articles would go")
    .addHelpText("after", EXAMPLES);
  addKvOptions(command).action((given: string, options: KvOptions & { readonly force?: boolean }) =>
    run(options, ({ progress }) =>
      publishGiven(options, { given, force: options.force === true, progress }),
    ),
  );
}

/** Reads the content and publishes what is right in it. KV is opened first: who lacks an account shall not wait for the reading. */
async function publishGiven(choice: KvChoice, job: PublishJob): Promise<Report> {
  return withKv(choice, async (kv) => {
    const content = await readGiven(job.given, job.progress);
    return isRejection(content) ? failure(content) : publishContent(kv, content, job);
  });
}

/** Publishes what is right in content that was read. Exit code 1 when something in it was rejected, or the publication refused.
 *  @throws {StoreDown} when KV fails */
export async function publishContent(
  kv: KVNamespace,
  content: Content,
  { given, force = false, progress }: PublishJob,
): Promise<Report> {
  const begin = performance.now();
  const { site, articles, media } = content;
  if (articles.length === 0 && !force) return nothingRight(given, content);
  const outcome = await publish({
    kv,
    site,
    articles,
    readingsOf: await loadReadings(),
    media,
    force,
    now: Date.now(),
    progress: ({ step, done, total }) => progress(STEPS[step], done, total),
  });
  if (isRejection(outcome)) return failure(outcome, 1);
  return publishReport(outcome, given, { content, ms: performance.now() - begin });
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

function publishReport(
  outcome: Outcome,
  given: string,
  { content, ms }: { readonly content: Content; readonly ms: number },
): Report {
  const { kind, release, articles, written, skipped, upcoming, notices } = outcome;
  const { json, complaints } = contentReport(content, given, notices);
  const [next] = upcoming;
  return {
    exitCode: content.rejections.length > 0 ? 1 : 0,
    json: { kind, release, articles, written, skipped, upcoming, ms: Math.round(ms), ...json },
    lines: [
      kind === "unchanged"
        ? `Nothing has changed: readers see ${count(articles, "article")} in release ${release}.`
        : `Published ${count(articles, "article")} as release ${release}.`,
      `${count(written, "value")} written, ${skipped.toLocaleString("en")} there already, in ${seconds(ms)}.`,
      ...(next === undefined
        ? []
        : [`${count(upcoming.length, "moment")} to come, the next at ${next}.`]),
    ],
    complaints,
  };
}
