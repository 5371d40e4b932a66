import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { FRAME_BYTES, openFrame, statedChecksum, writeFrame } from "#search/format/frame.ts";

const words = (array: Uint32Array): Uint8Array => new Uint8Array(array.buffer, 0, array.byteLength);
const payloads = fc.uint32Array({ maxLength: 200 }).map((array) => words(Uint32Array.from(array)));

function faultOf(opened: ReturnType<typeof openFrame>): string | undefined {
  return isRejection(opened) ? opened.faults[0]?.what : undefined;
}

test("a payload comes back out of its frame as it went in", () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const frame = openFrame(writeFrame("shard", payload), "shard");
      expect(isRejection(frame) ? frame : [...frame.payload]).toEqual([...payload]);
    }),
  );
});

test("a frame that lies anywhere in a larger buffer is opened", () => {
  const bytes = writeFrame("shard", words(Uint32Array.of(1, 2, 3)));
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  const frame = openFrame(larger.subarray(3), "shard");
  expect(isRejection(frame)).toBe(false);
});

test("a frame with any one bit changed is refused", () => {
  fc.assert(
    fc.property(payloads, fc.nat(), fc.nat(7), (payload, place, bit) => {
      const bytes = writeFrame("shard", payload);
      const at = place % bytes.length;
      // Two bytes of the header say nothing yet.
      fc.pre(at !== 6 && at !== 7);
      bytes[at]! ^= 1 << bit;
      expect(isRejection(openFrame(bytes, "shard"))).toBe(true);
    }),
  );
});

test("a frame that is cut short anywhere is refused", () => {
  const bytes = writeFrame("columns", words(Uint32Array.of(7, 8, 9)));
  for (let length = 0; length < bytes.length; length++) {
    expect(isRejection(openFrame(bytes.slice(0, length), "columns"))).toBe(true);
  }
});

test("the reason for refusing a blob says what it is", () => {
  const bytes = writeFrame("shard", words(Uint32Array.of(1, 2)));
  const later = bytes.slice();
  later[5] = 2;
  const damaged = bytes.slice();
  damaged[FRAME_BYTES] = 9;
  expect(faultOf(openFrame(new Uint8Array(3), "shard"))).toBe("is cut short at 3 bytes");
  expect(faultOf(openFrame(new TextEncoder().encode("<html> not found"), "shard"))).toBe(
    "is not a part of an index",
  );
  expect(faultOf(openFrame(bytes, "columns"))).toBe("is another part of an index (kind 1)");
  expect(faultOf(openFrame(later, "shard"))).toBe("has version 2, not 1");
  expect(faultOf(openFrame(bytes.subarray(0, 20), "shard"))).toBe("has 4 bytes, not 8");
  expect(faultOf(openFrame(bytes, "shard", statedChecksum(bytes) ^ 1))).toBe(
    "belongs to another index",
  );
  expect(faultOf(openFrame(damaged, "shard"))).toBe("is damaged: its checksum differs");
});
