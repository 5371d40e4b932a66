import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { Problem } from "./problem.ts";

/** The problem of a query parameter that is not right: its detail names each and says what to
 *  write. */
export function badParameter({ faults }: Rejection): Problem {
  const sentences = faults.map(({ field, what, fix }) =>
    [`${field ?? "the query"} ${what}`, ...(fix === undefined ? [] : [fix])].join(": "),
  );
  return new Problem("bad-parameter", sentences.join("; "));
}

/** A parameter as a whole number; `otherwise` when it is absent or empty.
 *  @throws {Problem} bad-parameter, when it is something else or out of range */
export function countFrom(
  parameters: URLSearchParams,
  name: string,
  {
    min,
    max,
    otherwise,
  }: { readonly min: number; readonly max: number; readonly otherwise: number },
): number {
  const text = parameters.get(name);
  if (text === null || text === "") return otherwise;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (count >= min && count <= max) return count;
  const what = `${JSON.stringify(text.slice(0, 40))} is not a number from ${min} to ${max}`;
  throw badParameter(rejection({}, { field: name, what }));
}

/** A parameter checked by a `toX`; undefined when it is absent or empty.
 *  @throws {Problem} bad-parameter */
export function checkedFrom<T>(
  parameters: URLSearchParams,
  name: string,
  check: (text: string) => T | Rejection,
): T | undefined {
  const text = parameters.get(name);
  if (text === null || text === "") return undefined;
  const checked = check(text);
  if (!isRejection(checked)) return checked;
  throw badParameter({
    ...checked,
    faults: checked.faults.map((fault) => ({ ...fault, field: name })),
  });
}
