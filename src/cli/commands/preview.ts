import type { Command } from "commander";
import { articlePath, entryId } from "#model/address.ts";
import { type Fault, isRejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import type { Changes } from "#publish/build/comparison.ts";
import { comingNotices, revivedNotices } from "#publish/build/plan-notice.ts";
import { lossFaults } from "#publish/write/address-guard.ts";
import { type LostAddress, readLostAddresses } from "#publish/write/lost-addresses.ts";
import { previewChanges } from "#publish/write/preview.ts";
import {
  authorityBefore,
  authorityFault,
  EVIDENCE,
  reappearanceText,
} from "#publish/write/reappearing-guard.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import { readStanding, type Standing } from "#store/write/listing.ts";
import { readPast } from "#store/history/past.ts";
import { NO_TAKEDOWNS, readTakedowns } from "#store/history/takedown.ts";
import { contentReport } from "#cli/folder/content-report.ts";
import { readContentAt } from "#cli/folder/content.ts";
import { withDoubtfulHeld } from "#cli/folder/doubtful-articles.ts";
import { type KvChoice, withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { count, failure, type Report } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

/** Articles of a kind that are named; the others are counted. */
const MAX_NAMED = 20;

const EXAMPLES = `
Examples:
  npm run broadsheet -- preview ./content
  npm run broadsheet -- preview ./content --remote --json

Exit code 1 when articles would reappear or addresses end: publish refuses that, unless it is told
--allow-reappearing or --allow-gone.`;

/** Adds `preview <content>`. */
export function addPreview(program: Command): void {
  const command = program
    .command("preview")
    .description(
      "say what subscribers would see as new, updated, gone or reappearing; writes nothing",
    )
    .argument("<content>", "the folder that holds site.toml and the articles, or JSON Lines")
    .option("--site <file>", "the site.toml of JSON Lines, where none lies beside them")
    .addHelpText("after", EXAMPLES);
  addKvOptions(command).action((given: string, options: KvOptions & { readonly site?: string }) =>
    run(options, ({ progress }) => preview(options, given, progress)),
  );
}

async function preview(
  choice: KvChoice & { readonly site?: string },
  given: string,
  progress: Progress,
): Promise<Report> {
  return withKv(choice, async (kv) => {
    const read = await readContentAt(given, progress, choice);
    if (isRejection(read)) return failure(read);
    const content = await withDoubtfulHeld(kv, read);
    const now = Date.now();
    const standing = await readStanding(kv, now);
    if (isRejection(standing)) return failure(standing);
    const before = await readPredecessor(kv, standing);
    const { previous, past } = before;
    const { changes, loss } = await previewChanges({ ...content, now, ...before });
    const { json, complaints } = contentReport(content, given, {
      later: [...revivedNotices(loss), ...comingNotices(content.articles, now)],
      isWritten: false,
    });
    const report = changesReport(changes, content.site);
    const isUnknown = previous !== null && past === null;
    const unknown = `release ${previous?.release} does not tell what subscribers saw: all is shown as new`;
    const lost = await readLostAddresses({ kv, now }, loss, content);
    const addresses = lossFaults(loss, lost);
    const isWrong = content.rejections.length + addresses.length > 0;
    return {
      exitCode: isWrong ? 1 : report.exitCode,
      json: {
        ...report.json,
        addresses,
        lost: lost.map(({ path, id, status }) => ({ path, id, status })),
        release: previous?.release ?? null,
        ...json,
      },
      lines: [...report.lines, ...addressLines(addresses), ...goneLines(lost)],
      complaints: isUnknown ? [unknown, ...complaints] : complaints,
    };
  });
}

/** A release, what subscribers saw in it, and what was taken down before. */
async function readPredecessor(kv: KVNamespace, standing: Standing | null) {
  if (standing === null) return { previous: null, past: null };
  const { inEffect: previous, current } = standing;
  const takedowns = (await readTakedowns(kv, current)) ?? NO_TAKEDOWNS;
  return { previous, past: await readPast(kv, previous), takedowns };
}

/** The changes in words, and as JSON: `{ kind, added, updated, gone: [{ id, item, title }],
 *  reappearing: [{ id, title, item, before, by }] }`. Exit code 1 when articles would reappear. */
function changesReport(changes: Changes, site: Site): Omit<Report, "complaints"> {
  const { added, updated, gone, reappearing } = changes;
  const again = new Set(reappearing.map(({ before }) => before));
  const lost = gone.filter((entry) => !again.has(entry));
  const lines = [
    ...listed("new", added),
    ...listed("updated", updated),
    ...listed("gone", lost),
    ...againLines(reappearing),
  ];
  const head = `Subscribers would see ${count(added.length, "new article")}, ${updated.length} updated, ${lost.length} gone, ${reappearing.length} reappearing.`;
  const json = (entry: LedgerEntry) => ({
    id: entry.id,
    item: entryId(entry, site),
    title: entry.title,
  });
  return {
    exitCode: reappearing.length > 0 ? 1 : 0,
    json: {
      kind: "preview",
      added: added.map(json),
      updated: updated.map(json),
      gone: lost.map(json),
      reappearing: reappearing.map(({ after, oldId, by }) => ({
        ...json(after),
        before: oldId,
        by: EVIDENCE[by],
      })),
    },
    lines: [head, ...lines],
  };
}

/** What reappears, one a line; where the authority alone makes them, that alone. */
function againLines(reappearing: Changes["reappearing"]): readonly string[] {
  const authority = authorityBefore(reappearing);
  if (authority === undefined)
    return reappearing.map((one) => `  reappearing  ${reappearanceText(one)}`);
  const { what, fix } = authorityFault(authority, reappearing.length);
  return [`  reappearing  site.toml: id_authority ${what}; ${fix}`];
}

/** The addresses that would end, one a line, with what to write. */
function addressLines(addresses: readonly Fault[]): readonly string[] {
  return addresses.map(({ what, fix }) => `  address      ${what}; ${fix}`);
}

/** The old paths of articles that go, one a line; that their pages go with them is said before. */
function goneLines(lost: readonly LostAddress[]): readonly string[] {
  const old = lost.filter(({ isHere, path, id }) => !isHere && path !== articlePath(id));
  const lines = old
    .slice(0, MAX_NAMED)
    .map(
      ({ path, id, status }) =>
        `  address      ${path} goes with article ${id} and answers ${status}`,
    );
  const more = old.length - MAX_NAMED;
  return more > 0 ? [...lines, `  address      and ${more.toLocaleString("en")} more`] : lines;
}

function listed(kind: string, entries: readonly LedgerEntry[]): readonly string[] {
  const more = entries.length - MAX_NAMED;
  const lines = entries
    .slice(0, MAX_NAMED)
    .map(({ id, title }) => `  ${kind.padEnd(11)}  ${id} ${JSON.stringify(title)}`);
  return more > 0
    ? [...lines, `  ${kind.padEnd(11)}  and ${more.toLocaleString("en")} more`]
    : lines;
}
