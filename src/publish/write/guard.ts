import type { Rejection } from "#model/rejection.ts";

/** What keeps a publication from readers. */
export type Guard =
  /** Many articles would go. */
  | "mass-loss"
  /** Subscribers would see articles again under other ids. */
  | "reappearing"
  /** Addresses would answer no more, or lead to something else. */
  | "addresses"
  /** A list or a manifest would be too long. */
  | "size"
  /** All would have to be published anew, which is too much for whoever publishes here. */
  | "fold"
  /** Somebody else published meanwhile. */
  | "clash"
  /** Somebody else owns the site. */
  | "owner";

/** A publication that a guard refused. */
export type GuardedRejection = Rejection & { readonly guard: Guard };

/** The same rejection with the guard that it comes from. */
export function byGuard(guard: Guard, rejected: Rejection): GuardedRejection {
  return { ...rejected, guard };
}

/** Which guard refused; undefined where none did, but something is damaged. */
export function guardOf(rejected: Rejection): Guard | undefined {
  // `byGuard` alone adds it.
  return (rejected as Partial<GuardedRejection>).guard;
}
