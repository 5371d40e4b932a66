import { describeRejection, isRejection, type Rejection } from "#model/rejection.ts";

/** What a `toX` gave, where the test knows that it is no Rejection.
 *  @throws {TypeError} with the faults when it is one after all */
export function accepted<T>(outcome: T | Rejection): T {
  if (isRejection(outcome)) throw new TypeError(describeRejection(outcome));
  return outcome;
}

/** The faults of what a `toX` refused, a line each.
 *  @throws {TypeError} with the value when it was not refused */
export function refused(outcome: unknown): readonly string[] {
  if (!isRejection(outcome)) throw new TypeError(`accepted: ${JSON.stringify(outcome)}`);
  if (outcome.faults.length === 0) throw new TypeError("refused without saying why");
  return outcome.faults.map(({ field, what }) => (field === undefined ? what : `${field} ${what}`));
}
