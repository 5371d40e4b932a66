import type { AdminFault, AdminProblem, AdminRefusal } from "#press/api/admin.ts";
import { type Rejection, toldFault } from "#model/rejection.ts";
import { type Guard, guardOf } from "#publish/write/guard.ts";

/** A refusal.
 *  @param detail  what is the matter, in English */
export function refused(
  problem: AdminProblem,
  detail: string,
  errors?: readonly AdminFault[],
): AdminRefusal {
  return { problem, detail, ...(errors !== undefined && { errors }) };
}

/** The faults of rejections, each with the place of its article in a batch: an article stands at a
 *  line of its own there. */
export function faultsOf(rejections: readonly Rejection[]): readonly AdminFault[] {
  return rejections.flatMap(({ place: { line }, faults }) =>
    faults.map((fault) => ({
      ...(line !== undefined && { index: line - 1 }),
      ...toldFault(fault),
    })),
  );
}

/** Which problem each guard of a publication is. */
const PROBLEM_OF: Readonly<Record<Guard, AdminProblem>> = {
  "mass-loss": "mass-loss",
  reappearing: "reappearing-articles",
  addresses: "lost-addresses",
  size: "limit-reached",
  fold: "fold-needed",
  clash: "press-busy",
  owner: "press-busy",
};

/** A publication that was refused, as a problem; `otherwise` where no guard did it. */
export function guarded(rejected: Rejection, otherwise: AdminProblem): AdminRefusal {
  const guard = guardOf(rejected);
  const problem = guard === undefined ? otherwise : PROBLEM_OF[guard];
  const detail = rejected.faults.map(({ what }) => what).join("; ");
  return refused(problem, detail, faultsOf([{ ...rejected, place: {} }]));
}
