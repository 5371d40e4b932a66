import type { Article } from "#model/article.ts";
import type { DroppedContent } from "#text/html/dropped-content.ts";
import type { UnknownField } from "./unknown-fields.ts";
import type { Hiding } from "#ingest/source/findings.ts";
import { type Fault, type Place, rejection, type Rejection, toldFault } from "#model/rejection.ts";

/** An article that was read and checked, and that its neighbours have not been compared with
 *  yet. */
export type Draft = {
  readonly article: Article;
  /** The file that references in it start from, as a path in the folder. */
  readonly from: string;
  /** Where a field of it stands; its beginning when no field is named. */
  readonly placeOf: (field?: string) => Place;
  /** Where in its body a text stands for the first time. */
  readonly placeOfText: (text: string) => Place;
  /** What keeps it from readers. */
  readonly hidings?: readonly Hiding[];
  /** What the publisher should know of it. */
  readonly told?: readonly Fault[];
  /** Fields of it that nobody knows. */
  readonly unknown?: readonly UnknownField[];
  /** Of what is kept for the next run. */
  readonly kept?: KeptDraft;
};

/** A draft that the next run need not make again, as long as it is written the same. */
type KeptDraft = {
  /** The hash of all that the article is made from, as long as nobody else has a say in it. */
  readonly origin: string;
  /** Of one that an earlier run made ready: `article` is what it made, and its text comes late. */
  readonly made?: {
    readonly dropped: readonly DroppedContent[];
    /** The article as it is written. */
    readonly reread: () => Article;
    /** Told where its text comes from. */
    readonly textFrom: (read: () => Article) => void;
  };
  /** Told what was made of it where nobody else had a say. */
  readonly keep: (article: Article, dropped: readonly DroppedContent[]) => void;
};

/** What a reader of one kind of file gives. */
export type Drafts = {
  readonly drafts: readonly Draft[];
  readonly rejections: readonly Rejection[];
};

/** Rejections of faults, each at the line of its field. */
export function rejectionsAt(
  placeOf: (field?: string, at?: Fault["at"]) => Place,
  faults: readonly Fault[],
): readonly Rejection[] {
  const byLine = new Map<number | undefined, { place: Place; faults: Fault[] }>();
  for (const fault of faults) {
    const place = placeOf(fault.field, fault.at);
    const there = byLine.get(place.line);
    if (there === undefined) byLine.set(place.line, { place, faults: [toldFault(fault)] });
    else there.faults.push(toldFault(fault));
  }
  return [...byLine.values()].map(({ place, faults }) => rejection(place, ...faults));
}
