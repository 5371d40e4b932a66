import type { SectionPath } from "./name.ts";
import type { Teaser } from "./teaser.ts";

/** What the home page shows, made at publication so that one blob is read for it. */
export type Home = {
  /** The site's newest articles, newest first. */
  readonly newest: readonly Teaser[];
  /** Sections in the order of the home page, each with the newest articles here and below, newest
   *  first; none without articles. */
  readonly sections: readonly { readonly path: SectionPath; readonly teasers: readonly Teaser[] }[];
};
