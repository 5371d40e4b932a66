import { mediaTypeFromUrl } from "#model/media-type.ts";
import { type Rejection, rejection } from "#model/rejection.ts";
import type { BlobName } from "#model/release.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { imageSize, type ImageSize } from "./image-size.ts";
import { folderOf, pathFrom, withoutDots } from "./reference.ts";

/** A file that is published as it is, under a name made of its content. */
export type Media = {
  /** Its path in the content folder. */
  readonly path: string;
  /** Its file name below `/media/`, such as `3fK9a_Qz1bXy0Tq7LmNp.jpg`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Its media type, such as `image/jpeg`. */
  readonly type: string;
  /** Of a picture whose header tells it. */
  readonly size?: ImageSize;
};

/** The media files of a content folder, and how articles find them. */
export type MediaLibrary = {
  readonly media: readonly Media[];
  readonly rejections: readonly Rejection[];
  /** The file that a reference in the file at `from` means: looked for beside that file, then from
   *  the root of the folder, there also below `media` and `static`.
   *  @param written  as it stands there; percent-encoding is undone, a query is passed over
   *  @returns undefined when it is an absolute URL, or there is no such file */
  find(written: string, from: string): Media | undefined;
  /** Whether a reference means a file that was there and was refused, so that its publisher has
   *  been told of it. */
  readonly isRefused: (written: string, from: string) => boolean;
  /** The size of the picture at a URL as `mediaUrl` gives it. */
  readonly sizeOf: (url: string) => ImageSize | undefined;
};

/** Endings of what is never published as it is, and why. */
const REASONS: Readonly<Record<string, string>> = {
  svg: "is an SVG, which can hold scripts",
  html: "is HTML, which can hold scripts",
};

/** Gathers the media of a content folder: every file below `media/`, and those of a known type
 *  anywhere else. O(bytes), for each is hashed once.
 *  @param nameBlob  the name of a blob with these bytes
 *  @param unread  paths of files that were too large, or could not be read */
export function gatherMedia(
  files: readonly RawFile[],
  nameBlob: (bytes: Uint8Array) => BlobName,
  unread: readonly string[] = [],
): MediaLibrary {
  const refused = new Set(unread.map((path) => path.normalize("NFC")));
  const rejections: Rejection[] = [];
  const byPath = new Map<string, Media>();
  for (const { path, bytes } of files) {
    const ending = endingOf(path);
    const type = typeOf(ending);
    // Some file systems keep names decomposed; references are looked up composed.
    if (type !== undefined) {
      const size = type.startsWith("image/") ? imageSize(bytes) : undefined;
      byPath.set(path.normalize("NFC"), {
        path,
        name: `${nameBlob(bytes)}.${ending}`,
        bytes,
        type,
        ...(size !== undefined && { size }),
      });
    }
    if (type === undefined && path.startsWith("media/")) rejections.push(refusal(path, ending));
  }
  const find = (written: string, from: string): Media | undefined =>
    waysTo(written, from)
      .map((way) => byPath.get(way))
      .find((media) => media !== undefined);
  const isRefused = (written: string, from: string): boolean =>
    waysTo(written, from).some((way) => refused.has(way));
  const sizes = new Map([...byPath.values()].map((media) => [mediaUrl(media), media.size]));
  const sizeOf = (url: string): ImageSize | undefined => sizes.get(url);
  return { media: [...byPath.values()], rejections, find, isRefused, sizeOf };
}

/** The URL of a media file as it is stored: without the site's domain. */
export function mediaUrl({ name }: Media): string {
  return `${OWN_ORIGIN}/media/${name}`;
}

/** Whether a reference names a file of a kind that is published, here and not on another site. */
export function isLocalMedia(written: string): boolean {
  const path = pathFrom(written);
  return path !== undefined && typeOf(endingOf(path)) !== undefined;
}

/** The media type of what can be published as it is. SVG and HTML cannot: both can hold scripts,
 *  which would run with the site's rights. */
function typeOf(ending: string): string | undefined {
  return Object.hasOwn(REASONS, ending) ? undefined : mediaTypeFromUrl(`.${ending}`);
}

function endingOf(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
}

function refusal(path: string, ending: string): Rejection {
  const what = REASONS[ending] ?? `is of a kind that is not published: ${ending || "no ending"}`;
  const fix =
    ending === "svg" ? "save the picture as PNG or WebP" : "take it out of media/, or convert it";
  return rejection({ file: path }, { what, fix });
}

/** The paths in the folder that a reference may mean, the nearest first; none for an absolute
 *  URL. */
function waysTo(written: string, from: string): readonly string[] {
  const path = pathFrom(written);
  if (path === undefined) return [];
  const folder = path.startsWith("/") ? "" : folderOf(from);
  const rooted = path.replace(/^\/+/, "");
  return [folder + rooted, rooted, `media/${rooted}`, `static/${rooted}`].map(withoutDots);
}
