/** A request that was answered by a problem: wrong, not there, too much, or the site is down.
 *  @see RFC 9457 */
export class ProblemError extends Error {
  override readonly name: string = "ProblemError";
  /** The last part of the type: `bad-parameter`, `article-not-found`, `too-many-requests` and so
   *  on, as docs/reference/api.md lists them; "" for what stands between the site and us. */
  readonly problem: string;
  readonly status: number;
  /** A page that says what to do. */
  readonly type: string;
  readonly title: string;
  /** What is the matter with this request. */
  readonly detail: string;
  /** Seconds after which to ask again, where the answer says so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, fields: Readonly<Record<string, unknown>>, retryAfter?: number) {
    const text = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
    super(text("detail") || text("title") || `HTTP ${status}`);
    this.status = status;
    this.type = text("type") || "about:blank";
    this.problem = /\/problems\/([\w-]+)$/.exec(this.type)?.[1] ?? "";
    this.title = text("title");
    this.detail = text("detail");
    this.retryAfter = retryAfter;
  }
}

/** More has changed than the site remembers: list all articles anew, and go on from the cursor of
 *  their first page. */
export class LogTooShort extends ProblemError {
  override readonly name = "LogTooShort";
}

/** The error of an answer that is none; reads its body. */
export async function problemFrom(answer: Response): Promise<ProblemError> {
  const { status, headers } = answer;
  const isProblem = headers.get("Content-Type")?.includes("problem+json") ?? false;
  // What stands between may answer anything, also half of it.
  const fields: unknown = isProblem ? await answer.json().catch(() => ({})) : {};
  if (!isProblem) await answer.body?.cancel();
  const seconds = Number(headers.get("Retry-After") ?? Number.NaN);
  const given = Object(fields) as Readonly<Record<string, unknown>>;
  const error = new ProblemError(status, given, Number.isNaN(seconds) ? undefined : seconds);
  if (error.problem !== "log-too-short") return error;
  return new LogTooShort(status, given, error.retryAfter);
}
