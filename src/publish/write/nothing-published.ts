import { rejection, type Rejection } from "#model/rejection.ts";

/** Why nothing can be done with an empty KV, and what was probably meant.
 *  @param command  the name of what was asked for */
export function nothingPublished(command: string): Rejection {
  return rejection(
    { file: command },
    {
      what: "nothing was ever published in this KV",
      fix: "publish first, or say --remote or --persist-to for the KV that you mean",
    },
  );
}
