import { expect, test } from "vitest";
import { createCrawler } from "#cli/fetch/crawler.ts";
import { isPublicAddress } from "#cli/fetch/public-address.ts";
import { isRejection } from "#model/rejection.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

/** What the name server of an attacker says. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "rebound.example": ["127.0.0.1"],
  "both.example": ["93.184.215.14", "10.0.0.1"],
  "six.example": ["fd00::1"],
};

const PRIVATE = [
  "http://127.0.0.1/",
  "http://127.1/",
  "http://127.0.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0x7f.0x0.0x0.0x1/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://017700000001/",
  "http://0/",
  "http://0.0.0.0/",
  "http://127.0.0.1./",
  "http://127.255.255.254:8080/",
  "http://10.0.0.1/",
  "http://172.16.5.4/",
  "http://172.31.255.255/",
  "http://192.168.1.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://2852039166/",
  "http://100.64.0.1/",
  "http://192.0.0.8/",
  "http://198.18.0.1/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
  "http://240.0.0.1/",
  "http://①②⑦.⓪.⓪.①/",
  "http://127。0。0。1/",
  "http://[::1]/",
  "http://[::]/",
  "http://[0:0:0:0:0:0:0:1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[0:0:0:0:0:ffff:a00:1]/",
  "http://[::127.0.0.1]/",
  "http://[64:ff9b::10.0.0.1]/",
  "http://[64:ff9b:1::1]/",
  "http://[2002:7f00:1::]/",
  "http://[2002:a9fe:a9fe::1]/",
  "http://[2001:0:53aa:64c:0:0:80ff:fffe]/",
  "http://[2001:db8::1]/",
  "http://[fe80::1]/",
  "http://[fec0::1]/",
  "http://[fc00::1]/",
  "http://[fd12:3456::1]/",
  "http://[ff02::1]/",
  "http://[100::1]/",
  "http://user:pass@127.0.0.1/",
  "http://example.org@127.0.0.1/",
  "http://localhost/",
  "http://LOCALHOST:3000/",
  "http://localhost./",
  "http://a.localhost/",
  "http://printer.local/",
  "http://metadata.google.internal/",
  "http://router/",
  "http://nas.home.arpa/",
  "http://rebound.example/",
  "http://both.example/",
  "http://six.example/",
  "file:///etc/passwd",
  "ftp://example.org/feed.xml",
  "gopher://127.0.0.1:70/1",
  "data:text/xml,<rss/>",
  "javascript:alert(1)",
];

test("no form of a private address is asked, and each is refused with its reason, in no time", async () => {
  const crawler = createCrawler({
    allowPrivate: false,
    maxBytes: 1_000,
    maxMs: 5_000,
    pauseMs: 0,
    resolve: async (host) => NAMES[host] ?? [],
  });
  const start = cpuNow();
  const unrefused: string[] = [];
  for (const url of PRIVATE) {
    const visit = await crawler.visit(url);
    const said = isRejection(visit) ? visit.faults.map(({ what }) => what).join() : "";
    const reason = /open internet|local network|is not fetched|has a user name/;
    if (!reason.test(said)) unrefused.push(`${url}: ${said || "was fetched"}`);
  }
  expect(unrefused).toEqual([]);
  expect(PRIVATE.length).toBeGreaterThan(40);
  expect(cpuNow() - start).toBeLessThan(1_000);
});

test.each([
  ["93.184.215.14", true],
  ["8.8.8.8", true],
  ["172.32.0.1", true],
  ["100.128.0.1", true],
  ["2606:2800:220:1::1", true],
  ["2a00:1450::1", true],
  ["64:ff9b::808:808", true],
  ["2002:808:808::1", true],
  ["::ffff:8.8.8.8", true],
  ["::ffff:10.0.0.1", false],
  ["2001:4860::8888%eth0", false],
  ["example.org", false],
  ["", false],
])("whether %s is on the open internet: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
