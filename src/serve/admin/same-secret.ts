/** Whether a secret is the right one, in a time that tells nothing of where they differ: both are
 *  hashed first, so that their lengths say nothing either. */
export async function isSameSecret(given: string, secret: string): Promise<boolean> {
  const hash = (text: string): Promise<ArrayBuffer> =>
    crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const [a, b] = (await Promise.all([hash(given), hash(secret)])).map((all) => new Uint8Array(all));
  const differing = a?.reduce((sum, byte, place) => sum | (byte ^ (b?.[place] ?? 0)), 0);
  return differing === 0;
}

/** The token of an Authorization header; "" where there is none. */
export function bearerToken(header: string | undefined): string {
  return /^Bearer (.+)$/i.exec(header ?? "")?.[1] ?? "";
}
