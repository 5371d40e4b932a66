import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IPv4 that nobody on the open internet has.
 *  @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE_V4 =
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 " +
  "192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3";
/** The part of IPv6 that is on the open internet, and what of it is not after all.
 *  @see https://www.iana.org/assignments/iana-ipv6-special-registry */
const PUBLIC_V6 = "2000::/3";
const PRIVATE_V6 = "2001::/23 2001:db8::/32 3fff::/20";
/** IPv6 that carries an IPv4 address, and at which of its eight groups: mapped, NAT64, 6to4. Such
 *  an address is what it carries. */
const CARRIERS = [
  { subnets: listOf("::ffff:0:0/96", "ipv6"), group: 6 },
  { subnets: listOf("64:ff9b::/96", "ipv6"), group: 6 },
  { subnets: listOf("2002::/16", "ipv6"), group: 1 },
];

const privateV4 = listOf(PRIVATE_V4, "ipv4");
const publicV6 = listOf(PUBLIC_V6, "ipv6");
const privateV6 = listOf(PRIVATE_V6, "ipv6");

/** Whether an IP address is on the open internet: neither private, loopback, link-local, multicast,
 *  unspecified, shared nor reserved, also where IPv6 carries it. What is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !privateV4.check(address, "ipv4");
  const bare = address.replace(/%.*$/, "");
  if (!isIPv6(bare) || bare !== address) return false;
  const carrier = CARRIERS.find(({ subnets }) => subnets.check(bare, "ipv6"));
  if (carrier !== undefined) return isPublicAddress(carriedBy(bare, carrier.group));
  return publicV6.check(bare, "ipv6") && !privateV6.check(bare, "ipv6");
}

/** Why a host of a URL is refused before anybody asks for its address; undefined when it is not.
 *  @param hostname  as `URL` gives it: lower case, numbers of any form made a dotted IPv4 address,
 *    IPv6 in brackets */
export function hostFault(hostname: string): string | undefined {
  const name = hostname.replace(/\.+$/, "");
  const address = name.replace(/^\[|\]$/g, "");
  if (isIPv4(address) || isIPv6(address))
    return isPublicAddress(address) ? undefined : `${address} is not on the open internet`;
  const isLocal = !name.includes(".") || LOCAL_NAMES.test(name);
  return isLocal ? `${name || "an empty name"} is a name of a local network` : undefined;
}

/** Names that never lead to the open internet.
 *  @see RFC 6761, RFC 6762, RFC 8375, RFC 9476, and ICANN's reservation of `internal` */
const LOCAL_NAMES =
  /\.(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|in-addr\.arpa|ip6\.arpa|test|invalid|onion|alt|localdomain)$/;

function carriedBy(address: string, group: number): string {
  const groups = groupsOf(address);
  const [high = 0, low = 0] = [groups[group], groups[group + 1]];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  // URL writes every form of an address in groups alone.
  const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = "", tail] = written.split("::");
  const front = head.split(":").filter(Boolean);
  const back = (tail ?? "").split(":").filter(Boolean);
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => "0");
  return [...front, ...zeros, ...back].map((part) => Number.parseInt(part, 16));
}

function listOf(subnets: string, family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const subnet of subnets.split(" ")) {
    const [net = "", prefix] = subnet.split("/");
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}
