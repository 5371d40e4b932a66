import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate that signs itself, and its key, both in PEM: for host names of a test's own, from an hour ago to an hour from now. */
export type SelfSigned = { readonly cert: string; readonly key: string };

const [INTEGER, BITS, OCTETS, OID, UTF8, SEQUENCE, SET] = [2, 3, 4, 6, 12, 0x30, 0x31];
const TIME = 0x18;
const TRUE = Uint8Array.of(1, 1, 0xff);
const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
const COMMON_NAME = [0x55, 4, 3];
const ALTERNATIVE_NAMES = [0x55, 0x1d, 0x11];
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13];

/** Makes a certificate, without any program but this one.
 *  @see RFC 5280 section 4.1, in the encoding of X.690 */
export function selfSigned(...hosts: readonly string[]): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(SEQUENCE, der(OID, Uint8Array.from(ECDSA_WITH_SHA256)));
  const text = (words: string): Uint8Array => new TextEncoder().encode(words);
  const name = der(
    SEQUENCE,
    der(
      SET,
      der(SEQUENCE, der(OID, Uint8Array.from(COMMON_NAME)), der(UTF8, text(hosts[0] ?? ""))),
    ),
  );
  const at = (ms: number): Uint8Array =>
    der(TIME, text(new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, "")));
  const extension = (oid: readonly number[], value: Uint8Array): Uint8Array =>
    der(SEQUENCE, der(OID, Uint8Array.from(oid)), der(OCTETS, value));
  const names = der(SEQUENCE, ...hosts.map((host) => der(0x82, text(host))));
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Uint8Array.of(2))),
    der(INTEGER, Uint8Array.of(1)),
    algorithm,
    name,
    der(SEQUENCE, at(Date.now() - 3_600_000), at(Date.now() + 3_600_000)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(
      0xa3,
      der(
        SEQUENCE,
        extension(ALTERNATIVE_NAMES, names),
        extension(BASIC_CONSTRAINTS, der(SEQUENCE, TRUE)),
      ),
    ),
  );
  const signature = sign("sha256", body, privateKey);
  const whole = der(SEQUENCE, body, algorithm, der(BITS, Uint8Array.of(0), signature));
  const lines = Buffer.from(whole).toString("base64").replace(/.{64}/g, "$&\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.of(tag, ...size), content]);
}
