import { dateFrom } from "#ingest/date/written-date.ts";
import { toDating } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";

/** A moment as `toDating` takes it, of a value that people wrote; undefined where it is none. */
export function readableMoment(value: unknown): string | undefined {
  const date =
    typeof value === "string" || typeof value === "number" ? dateFrom(String(value)) : undefined;
  return date === undefined || isRejection(toDating(date, "UTC")) ? undefined : date;
}

/** Milliseconds since 1970 of such a moment, in UTC where it names no zone. */
export function epochOf(date: string): number {
  const dating = toDating(date, "UTC");
  return isRejection(dating) ? Number.NaN : Date.parse(dating.instant);
}
