/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it.
 *  @see https://spec.openapis.org/oas/v3.1.1#schema-object */
export type Schema = { readonly [keyword: string]: unknown };

/** A text. */
export function text(description: string, more: Schema = {}): Schema {
  return { type: "string", description, ...more };
}

/** A moment as RFC 3339. */
export function moment(description: string): Schema {
  return text(description, { format: "date-time" });
}

/** An absolute address. */
export function address(description: string): Schema {
  return text(description, { format: "uri" });
}

/** A whole number that is not negative. */
export function count(description: string): Schema {
  return { type: "integer", minimum: 0, description };
}

/** Yes or no. */
export function flag(description: string): Schema {
  return { type: "boolean", description };
}

/** A list of what `items` describes. */
export function list(items: Schema, description?: string): Schema {
  return { type: "array", items, ...(description !== undefined && { description }) };
}

/** An object: fields that it always has, and fields that it may have. */
export function record(
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return {
    type: "object",
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

/** A schema of the document's own list, by its name. */
export function named(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
