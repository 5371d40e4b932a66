import type { GeneratorName } from "./generator.ts";

/** How the tags of a text are read. */
export type TagOptions = {
  readonly generator?: GeneratorName | undefined;
  readonly isMdx?: boolean;
  /** The reference, relative to the text's file, of the article that a tag names by its file's
   *  name;
   *  undefined when there is none. */
  readonly find?: (name: string) => string | undefined;
  /** Where a bundle's pictures lie: `hello/` of Hexo's post `hello`. */
  readonly assets?: string;
};
