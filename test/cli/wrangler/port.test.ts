import { createServer, type AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { isFree, toPort } from "#cli/wrangler/port.ts";
import { isRejection } from "#model/rejection.ts";

test("a port is a whole number from 1 to 65535", () => {
  expect(["1", "8787", " 65535 "].map(toPort)).toEqual([1, 8787, 65_535]);
  for (const value of ["0", "65536", "-1", "80.5", "1e3", "0x50", "http", "", undefined]) {
    expect(isRejection(toPort(value)), String(value)).toBe(true);
  }
});

test("a port on which somebody listens is not free, and is again when they stop", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  expect(await isFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await isFree(port)).toBe(true);
});
