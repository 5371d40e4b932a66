/** The ways in which a request of the admin API alone can fail, as `problem.ts` has all others. */
export const ADMIN_PROBLEMS = {
  "bad-body": {
    status: 400,
    title: "The body cannot be read",
    help: "The detail says where. Bodies are JSON in UTF-8: one article, a list of articles, or JSON Lines; a picture is sent as its bytes.",
  },
  "release-not-found": {
    status: 404,
    title: "There is no such release",
    help: "GET /admin/releases lists those that are stored.",
  },
  "mass-loss": {
    status: 409,
    title: "Many articles would go",
    help: "At least five articles, and a twentieth of all that readers see, would go with one change. If that is meant, send it again with ?allow=mass-loss.",
  },
  "reappearing-articles": {
    status: 409,
    title: "Subscribers would see articles again",
    help: "An article would come again under another id, so that feed readers show it as unread. Keep its old guid, or send it again with ?allow=reappearing-articles.",
  },
  "lost-addresses": {
    status: 409,
    title: "Addresses would answer no more",
    help: "Old addresses of an article or a feed led on, and would answer 404. Write them back into its aliases, or send it again with ?allow=lost-addresses.",
  },
  "article-purged": {
    status: 409,
    title: "The article was purged",
    help: "Its id is not used again. Give the article another one, or revive it with the command: broadsheet publish --revive ID --take-back.",
  },
  "fold-needed": {
    status: 409,
    title: "All articles would have to be published anew",
    help: "The change cannot be laid over the last full release, and the site is larger than that. Fold it with the command, where there is room: broadsheet export --to ./copy --remote, broadsheet publish ./copy --take-back --remote; then send it again.",
  },
  "site-too-large": {
    status: 409,
    title: "The site has too many articles for that",
    help: "The object that publishes live holds all articles in memory, 1,500 at most. Publish a larger site by the command: broadsheet publish ./content --recent --take-back.",
  },
  "limit-reached": {
    status: 409,
    title: "A list of the site would be too long",
    help: "The errors name the list: sections, tags, authors or languages. They have maxima, which docs/publishing.md lists.",
  },
  "rollback-refused": {
    status: 409,
    title: "The site cannot go back there",
    help: "The detail says why: readers see that release already, there is none before, or its time has not come.",
  },
  "content-too-large": {
    status: 413,
    title: "The body is too large",
    help: "A request has at most 10 MiB, a batch at most 1,000 articles. Send it in parts.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body is of another kind",
    help: "Articles are application/json, batches also application/x-ndjson. Markdown is read by the command alone: send content_html or content_text, or broadsheet publish --url.",
  },
  "invalid-article": {
    status: 422,
    title: "An article is not valid",
    help: "errors names each fault: field, what is wrong, how to mend it, and in a batch the article's index. Nothing of the request was published.",
  },
  "invalid-media": {
    status: 422,
    title: "The bytes are no picture",
    help: "PNG, JPEG, GIF and WebP are taken, and told by their bytes. An SVG can hold scripts: save it as PNG or WebP.",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "The Idempotency-Key was used before",
    help: "The same key with another request is a mistake. Take a new key for each change, and the same one only to ask again.",
  },
  "press-missing": {
    status: 501,
    title: "Nothing is here that publishes",
    help: "The Worker has no binding of the object that orders publications. Deploy it by wrangler.press.toml, and take the lines of PRESS in wrangler.toml in; docs/operations.md tells how.",
  },
  "press-busy": {
    status: 503,
    title: "It cannot be published at the moment",
    help: "Too much waits to be published, or the object was just started anew. Ask again after the seconds of Retry-After, with the same Idempotency-Key.",
  },
} as const;
