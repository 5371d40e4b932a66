import type { BlobName } from "#model/release.ts";
import { fieldsOf } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { jsonBytes } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";
import type { Reader } from "#store/reader.ts";

/** Tags and authors that have had a feed, folded as their addresses have them, sorted. */
export type ServedTopics = {
  readonly tags: readonly string[];
  readonly authors: readonly string[];
};

/** Served topics as a blob. */
export function encodeTopics({ tags, authors }: ServedTopics): Uint8Array {
  return jsonBytes({ tags, authors });
}

/** The topics in such a blob.
 *  @throws {StoreFault} when it is none */
export function topicsFromText(text: string, blob: BlobName): ServedTopics {
  const fields = fieldsOf(parsedJson(text));
  const [tags, authors] = [fields.raw("tags"), fields.raw("authors")];
  if (!isTexts(tags) || !isTexts(authors))
    throw new StoreFault("corrupt", blob, "does not name the topics that were served");
  return { tags, authors };
}

/** The topics that have had a feed in this release or an earlier one. 1 KV read, or none. */
export async function readTopics(reader: Reader): Promise<ServedTopics> {
  const { topics } = reader.manifest;
  if (topics === undefined) return { tags: [], authors: [] };
  const [bytes] = await reader.blobs([topics]);
  return topicsFromText(new TextDecoder().decode(bytes), topics);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
