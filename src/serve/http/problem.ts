import type { AdminFault } from "#press/api/admin.ts";
import type { ArticleId } from "#model/name.ts";
import { ADMIN_PROBLEMS } from "./admin-problems.ts";

/** Every way in which a request can fail: its status, its title, and what its page at
 *  `/problems/<name>` says to those who write programs.
 *  @see RFC 9457; a `type` URI is one of these names behind `/problems/` */
export const PROBLEMS = {
  ...ADMIN_PROBLEMS,
  "bad-path": {
    status: 400,
    title: "The path is not valid",
    help: "Percent-encoded bytes in a path must be UTF-8. An address of an old site in another encoding works when an article claims it as an alias.",
  },
  "bad-parameter": {
    status: 400,
    title: "A query parameter is not valid",
    help: "The detail names the parameter, what is wrong with it and what to write instead. Parameters that are not known are ignored.",
  },
  "page-not-found": {
    status: 404,
    title: "There is no such page",
    help: "No route answers this path, and no article, section or feed claims it as an alias.",
  },
  "section-not-found": {
    status: 404,
    title: "There is no such section",
    help: "GET /api/sections lists all sections with their paths, such as news/politics.",
  },
  "section-gone": {
    status: 410,
    title: "The section has ended",
    help: "The publisher has closed this section for good: unsubscribe from its feeds. GET /api/sections lists those that there are.",
  },
  "article-not-found": {
    status: 404,
    title: "There is no such article",
    help: "No published article has this id. Drafts and articles dated in the future have no address yet.",
  },
  "article-withdrawn": {
    status: 410,
    title: "The article was withdrawn",
    help: "The publisher has taken the article back. Remove copies of it; its address stays empty.",
  },
  "topic-not-found": {
    status: 404,
    title: "There are no such articles",
    help: "No published article has this tag, is by this author or in this language. GET /api/articles lists articles with their tags, authors and languages.",
  },
  "archive-not-found": {
    status: 404,
    title: "There is no such archive document",
    help: "Archive documents are found from the newest page of a feed: follow prev-archive in RSS and Atom, next_url in JSON Feed.",
  },
  "archive-superseded": {
    status: 410,
    title: "The archive document was superseded",
    help: "Its set of entries has changed, so other documents took its place. Begin again at the newest page of the feed: the chain from there is whole.",
  },
  "index-too-large": {
    status: 404,
    title: "The index is too large to be given whole",
    help: "Only an index of at most 5 MB as JSON can be fetched. Search with GET /api/search, or have the publisher run: npx broadsheet export --index FILE.",
  },
  "media-not-found": {
    status: 404,
    title: "There is no such file",
    help: "Files lie at /media/ under the hash of their bytes; an article's JSON names them.",
  },
  "method-not-allowed": {
    status: 405,
    title: "This method is not allowed here",
    help: "The Allow header lists the methods that are.",
  },
  "log-too-short": {
    status: 410,
    title: "More has changed than is remembered",
    help: "Start anew: note the cursor that GET /api/articles gives, list all articles by its next, and follow updated_after from that cursor.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too much was asked for",
    help: "One reader may ask for a number of searches and suggestions in a minute. Ask again after the seconds that Retry-After gives; answers that you have may be kept as their Cache-Control says.",
  },
  unauthorized: {
    status: 401,
    title: "The token is missing or wrong",
    help: "What changes something needs the secret of the site's publisher, as Authorization: Bearer and the token.",
  },
  "precondition-failed": {
    status: 412,
    title: "It has changed since",
    help: "If-Match or If-Unmodified-Since named an older version. Ask again without them for what is here now.",
  },
  "range-not-satisfiable": {
    status: 416,
    title: "The file has no such bytes",
    help: "The Content-Range header gives the file's length.",
  },
  "nothing-published": {
    status: 503,
    title: "Nothing has been published yet",
    help: "Publish a folder of articles: npx broadsheet publish ./content (with --remote for a deployed Worker). It is seen within a minute.",
  },
  "index-outdated": {
    status: 503,
    title: "The index was made by another version",
    help: "The Worker was updated since the articles were published, and analyses text in another way now. Publish them again with the same version; everything but search works meanwhile.",
  },
  "store-down": {
    status: 503,
    title: "The articles cannot be read at the moment",
    help: "Workers KV does not answer, and this isolate holds nothing that could stand in. Try again after the seconds that Retry-After gives.",
  },
  "internal-error": {
    status: 500,
    title: "Something went wrong here",
    help: "It was logged. If it happens again, tell the publisher the time and the address.",
  },
} as const satisfies Record<
  string,
  { readonly status: number; readonly title: string; readonly help: string }
>;

/** The name of a problem: the last part of its type URI. */
type ProblemName = keyof typeof PROBLEMS;

/** Whether `name` is one of the problems. */
export function isProblemName(name: string): name is ProblemName {
  return Object.hasOwn(PROBLEMS, name);
}

/** A request that cannot be answered as asked. Thrown in serve/ alone; `answerProblem` makes the
 *  response.
 *  @example throw new Problem("article-not-found", "no article 7") */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly problem: ProblemName;
  /** Headers of the answer, such as Allow. */
  readonly headers: Readonly<Record<string, string>>;
  /** The faults of a body, where they are listed. */
  readonly errors?: readonly AdminFault[];
  /** The article that was taken back. */
  readonly article?: ArticleId;

  /** @param detail  what is the matter with this request, in English; shown to whoever asked */
  constructor(
    problem: ProblemName,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.problem = problem;
    this.headers = headers;
  }
}

/** A problem with a list of faults. */
export class FaultyBodyProblem extends Problem {
  override readonly errors: readonly AdminFault[];

  /** @param errors  each with the field, what is wrong, and how to mend it */
  constructor(problem: ProblemName, detail: string, errors: readonly AdminFault[]) {
    super(problem, detail);
    this.errors = errors;
  }
}

/** An article that was taken back. Which one is known, so that its section's language is. */
export class WithdrawnProblem extends Problem {
  override readonly article: ArticleId;

  /** @param written  the id as people may read it */
  constructor(article: ArticleId, written: string) {
    super("article-withdrawn", `The article ${written} was withdrawn`);
    this.article = article;
  }
}
