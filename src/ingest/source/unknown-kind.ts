import { rejection, type Rejection } from "#model/rejection.ts";

/** The rejection of a document that was tried as a portal's page only because it is nothing else:
 *  that comes first, with what helps.
 *  @param found  why it is no portal's page */
export function unknownKind({ place, faults }: Rejection, text: string): Rejection {
  if (text.trim() === "") return rejection(place, { what: "is empty" });
  const unknown = {
    what: "is of no kind that is known by its first bytes, and no text of a portal's page",
    fix: "say what it is with --kind, or tell --rules what that page is like",
  };
  return rejection(place, unknown, ...faults);
}
