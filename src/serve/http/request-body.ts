/** The bytes of a request's body, counted while they come; undefined when there are more than
 *  `most`, of which no more are read than that. */
export async function bodyWithin(
  { headers, body }: Request,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(headers.get("Content-Length")) > most) return undefined;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  // Nothing but bytes comes out of the body of a request.
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    length += part.length;
    if (length > most) return undefined;
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
