import { topicPath } from "#model/address.ts";
import { foldTag } from "#text/fold/fold.ts";

/** What a feed shows besides sections: all articles with a tag, by an author, or in a language. */
export type Topic = {
  readonly kind: "tags" | "authors" | "languages";
  /** A tag or an author as `foldTag` gives it, or a language tag in its canonical case: what is
   *  compared alike has one address. */
  readonly value: string;
};

/** The topic of a tag or an author as somebody wrote it: however that is, it has one address, which
 *  no article written later can change.
 *  @example valueTopic("tags", "黨政") // { kind: "tags", value: "党政" } */
export function valueTopic(kind: "tags" | "authors", written: string): Topic {
  return { kind, value: foldTag(written) };
}

/** The folder of the feeds of a topic.
 *  @example topicFolder(valueTopic("tags", "R&D/新")) // "/tags/r%26d%2F%E6%96%B0" */
export function topicFolder({ kind, value }: Topic): string {
  return topicPath(kind, value);
}

/** A path fit for a URL: what is not printable ASCII is percent-encoded, what is percent-encoded
 *  stays. */
export function asciiPath(path: string): string {
  return path.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}
