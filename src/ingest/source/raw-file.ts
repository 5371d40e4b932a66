/** A file as it was found. */
export type RawFile = {
  /** Relative to the content folder, with `/` between its parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
};
