/** Why `fetch` gave no answer: it wraps the reason, such as ECONNREFUSED, in an error that says
 *  nothing. */
export function fetchReason(error: unknown): string {
  const { cause = error } = error as { readonly cause?: unknown };
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
