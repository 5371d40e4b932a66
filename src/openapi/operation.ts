import type { PROBLEMS } from "#serve/http/problem.ts";
import type { ParameterName } from "./parameter-list.ts";
import type { Wording } from "./wording.ts";

/** One thing that a route can be asked for. A route with a `*` has several. */
export type Operation = {
  /** An OpenAPI path template below the site's address. */
  readonly path: string;
  /** GET where it says nothing. */
  readonly method?: "post" | "put" | "delete";
  /** The media type of its request's body. */
  readonly takes?: string;
  /** Whether it needs the publisher's token. */
  readonly isGuarded?: true;
  readonly id: string;
  readonly says: Wording;
  /** Parameters of the query. */
  readonly query?: readonly ParameterName[];
  /** What its path's parameters are in the example, where that differs from their own example. */
  readonly at?: Readonly<Partial<Record<ParameterName, string>>>;
  /** A query without which it answers a problem. */
  readonly needs?: readonly ParameterName[];
  /** The media types of its answer, each with the name of its schema where it has one. */
  readonly gives: Readonly<Record<string, string | null>>;
  /** Of its answer; 200 where it says nothing. */
  readonly status?: number;
  /** Problems of its own, beside those that any route can have. */
  readonly problems?: readonly (keyof typeof PROBLEMS)[];
};

/** A page. */
export const HTML = { "text/html": null };
/** A sitemap. */
export const XML = { "application/xml": null };
