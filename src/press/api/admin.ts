import type { Fault } from "#model/rejection.ts";

/** What the admin API asks of the object that orders publications. Its token was checked. */
export type AdminRequest = {
  readonly action:
    | "put-article"
    | "delete-article"
    | "get-article"
    | "list-articles"
    | "post-articles"
    | "post-media"
    | "rollback"
    | "releases";
  /** The id in the path, decoded. */
  readonly id?: string;
  /** At most MAX_ADMIN_BYTES. */
  readonly body?: Uint8Array;
  /** Content-Type of the body. */
  readonly type?: string;
  /** Parameters of the query; the first of a name. */
  readonly query: Readonly<Record<string, string>>;
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  /** Idempotency-Key: the same gets the same answer, for a day. */
  readonly key?: string;
  /** `Prefer: respond-async`: whether it is answered as soon as the change is durable. */
  readonly isAsync?: boolean;
  /** The site's address without a slash at the end, as the Worker knows it. */
  readonly baseUrl?: string;
};

/** Ways in which the object refuses; each is a problem of the API. */
export type AdminProblem =
  | "article-not-found"
  | "article-purged"
  | "bad-body"
  | "bad-parameter"
  | "content-too-large"
  | "fold-needed"
  | "idempotency-key-reused"
  | "internal-error"
  | "invalid-article"
  | "invalid-media"
  | "limit-reached"
  | "lost-addresses"
  | "mass-loss"
  | "nothing-published"
  | "precondition-failed"
  | "press-busy"
  | "reappearing-articles"
  | "release-not-found"
  | "rollback-refused"
  | "site-too-large"
  | "store-down"
  | "unsupported-media-type";

/** One thing that is wrong with a body; `index` is the article's place in a batch, from 0. */
export type AdminFault = Fault & { readonly index?: number };

/** What it refused, and why. */
export type AdminRefusal = {
  readonly problem: AdminProblem;
  /** In English; shown to whoever asked. */
  readonly detail: string;
  readonly errors?: readonly AdminFault[];
};

/** What it did. */
export type AdminDone = {
  readonly status: 200 | 201 | 202;
  /** To be written as JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the article that was asked for or written, quoted. */
  readonly etag?: string;
  /** The release in which it is seen. */
  readonly release?: string;
  /** By what a cache in front of the Worker lets go of what changed; absent for nothing. */
  readonly tags?: readonly string[];
};

/** The answer to an AdminRequest. */
export type AdminAnswer = AdminRefusal | AdminDone;

/** The largest body of a request, bytes; the object is told of it in one message, which may have 32
 *  MiB. */
export const MAX_ADMIN_BYTES = 10 * 1024 * 1024;

/** Whether the object refused. */
export function isRefused(answer: AdminAnswer): answer is AdminRefusal {
  return "problem" in answer;
}
