import { fieldsOf } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { OWNER_KEY } from "#store/key.ts";
import { toolCall } from "#store/tool-call.ts";
import { deleteKeys } from "./listing.ts";
import { writeAll } from "./writer.ts";

/** Who alone publishes to a site, and since when. Unlike a lease, it is heeded until it is taken
 *  away. */
export type Owner = {
  /** Such as `press`. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly since: number;
};

/** Who owns the site; null when nobody does. 1 KV read.
 *  @throws {StoreDown} when KV fails */
export async function readOwner(kv: KVNamespace): Promise<Owner | null> {
  const text = await toolCall(kv, "KV gave no owner", () =>
    kv.get(OWNER_KEY, { type: "text", cacheTtl: 30 }),
  );
  const fields = fieldsOf(parsedJson(text ?? ""));
  const [by, since] = [fields.raw("by"), fields.raw("since")];
  return typeof by === "string" && typeof since === "number" ? { by, since } : null;
}

/** Makes somebody the owner. 1 KV write.
 *  @throws {StoreDown} when KV fails */
export async function writeOwner(kv: KVNamespace, { by, since }: Owner): Promise<void> {
  await writeAll(kv, [{ key: OWNER_KEY, bytes: JSON.stringify({ by, since }) }]);
}

/** Takes the site from whoever owns it. 1 KV delete.
 *  @throws {StoreDown} when KV fails */
export async function deleteOwner(kv: KVNamespace): Promise<void> {
  await deleteKeys(kv, [OWNER_KEY]);
}
