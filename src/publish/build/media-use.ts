import type { Site } from "#model/site.ts";
import { MAX_VALUE_BYTES } from "#store/write/writer.ts";
import type { PlanNotice } from "./plan-notice.ts";
import { mediaIn, type ReadyArticle } from "./ready-article.ts";

/** A media file of the content folder, as ingest gives it. */
export type MediaFile = {
  /** Its path in the content folder, for messages. */
  readonly path: string;
  /** Its file name below `/media/`: a hash and an ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
};

/** Names of the media files that articles and the site's settings speak of, sorted. Files that only
 *  drafts use are not among them. O(articles). */
export function mediaUsed(
  articles: readonly Pick<ReadyArticle, "media">[],
  site?: Site,
): readonly string[] {
  const names = new Set(mediaIn(JSON.stringify(site ?? {})));
  for (const { media } of articles) for (const name of media) names.add(name);
  return [...names].sort();
}

/** The files to keep beside a release: those that it uses and KV takes, each once.
 *  @param used  names, as `mediaUsed` gives them */
export function mediaToKeep(
  files: readonly MediaFile[],
  used: ReadonlySet<string>,
): { readonly kept: readonly MediaFile[]; readonly notices: readonly PlanNotice[] } {
  const byName = new Map(files.map((file) => [file.name, file]));
  const wanted = [...byName.values()].filter(({ name }) => used.has(name));
  const isLarge = ({ bytes }: MediaFile): boolean => bytes.byteLength > MAX_VALUE_BYTES;
  const notices = wanted.filter(isLarge).map(({ path, bytes }) => ({
    file: path,
    what: `is ${Math.ceil(bytes.byteLength / 1024 / 1024)} MiB; KV takes 25, so it is left out`,
    fix: "make it smaller, or put it elsewhere and name its URL",
  }));
  return { kept: wanted.filter((file) => !isLarge(file)), notices };
}
