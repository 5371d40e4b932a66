/** Where in the input something stands: enough for an editor to jump to it. */
export type Place = {
  /** The file or URL that was read, as the publisher names it. */
  readonly file?: string;
  /** The line, counted from 1. */
  readonly line?: number;
  /** The blob of a release, where it is one that was refused. */
  readonly blob?: BlobPlace;
};

/** Which blob of a release is meant: what it holds and, where there are several, the which. */
export type BlobPlace = {
  readonly holds: "shard" | "lengths" | "columns";
  /** Counted from 0; 0 where there is one. */
  readonly number: number;
};

/** One thing that is wrong: which field, what it is, and how to mend it. */
export type Fault = {
  /** The field's name as the publisher writes it, such as `published`; absent when the whole input
   *  is meant. */
  readonly field?: string;
  /** What is wrong, one clause without a full stop, in English. */
  readonly what: string;
  /** What to write instead. */
  readonly fix?: string;
  /** The way to what is meant inside the field that `field` begins with: keys of tables, places in
   *  lists from 0, and texts of lists. It leads to a line and is told to nobody. */
  readonly at?: readonly (string | number)[];
};

/** Input that was not accepted: everything wrong with it, and where it stands. It is a value, never
 *  thrown. */
export type Rejection = {
  readonly kind: "rejection";
  readonly place: Place;
  readonly faults: readonly Fault[];
};

/** A rejection of what stands at `place`.
 *  @param faults  everything wrong with it; at least one */
export function rejection(place: Place, ...faults: readonly Fault[]): Rejection {
  return { kind: "rejection", place, faults };
}

/** Whether a `toX` refused its input. */
export function isRejection(value: unknown): value is Rejection {
  return (
    typeof value === "object" && value !== null && "kind" in value && value.kind === "rejection"
  );
}

/** The same rejection, of a blob that is known now. */
export function ofBlob({ place, ...rejected }: Rejection, blob: BlobPlace): Rejection {
  return { ...rejected, place: { ...place, blob } };
}

/** A fault without what is told to nobody. */
export function toldFault(fault: Fault): Fault {
  const { at: _, ...told } = fault;
  return told;
}

/** The rejection as the command prints it, a line a fault: `file:line: field: what, and how to
 *  fix`. */
export function describeRejection({ place, faults }: Pick<Rejection, "place" | "faults">): string {
  const where = [place.file ?? "input", place.line].filter((part) => part !== undefined).join(":");
  return faults
    .map(
      ({ field, what, fix }) =>
        `${where}: ${field ? `${field}: ` : ""}${what}${fix ? `; ${fix}` : ""}`,
    )
    .join("\n");
}
