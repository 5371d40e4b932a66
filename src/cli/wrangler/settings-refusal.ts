import type { Content } from "#ingest/folder/content.ts";
import { rejection, type Rejection } from "#model/rejection.ts";

/** Why content with such settings is not published: a `site.toml` that cannot be read, or a wrong
 *  `id_authority`, would give every item another id and every page another site's name.
 *  @returns undefined when the settings are right, or wrong in what does no lasting harm */
export function settingsRefusal({ rejections }: Content): Rejection | undefined {
  const inSettings = rejections.filter(({ place }) => place.file === "site.toml");
  const fatal = inSettings.find(({ faults }) =>
    faults.some(({ field }) => field === undefined || field === "id_authority"),
  );
  return (
    fatal &&
    rejection(fatal.place, ...fatal.faults, {
      what: "nothing is published with settings that cannot be trusted",
      fix: "mend site.toml first",
    })
  );
}
