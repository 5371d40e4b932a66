/**
 * What an attribute may hold. `link`, `media`, `picture`, `pictures` and `reference` are URLs,
 * checked and made absolute.
 */
export type AttributeKind =
  | "text"
  | "flag"
  | "number"
  | "language"
  | "direction"
  | "name"
  | "link"
  | "media"
  | "picture"
  | "pictures"
  | "reference";
