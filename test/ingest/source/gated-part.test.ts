import { expect, test } from "vitest";
import { gateHidings, isGate } from "#ingest/source/gated-part.ts";
import { readAnswer } from "#ingest/source/visibility.ts";

test.each([
  ["restrict", true],
  ["rcp_restrict", true],
  ["membersOnly", true],
  ["members-only", true],
  ["is_user_logged_in", true],
  ["um_loggedin", true],
  ["vip", true],
  ["pay", true],
  ["PASSWORD", true],
  ["vc_row", false],
  ["pullquote", false],
  ["display", false],
  ["payment-logos", false],
  ["remember", false],
  ["sidebar", false],
  ["private_eye_review", true],
])("the shortcode %s keeps some readers out: %s", (name, expected) => {
  expect(isGate(name)).toBe(expected);
});

test("each kind of part is one question, which an answer settles", () => {
  const answers = (text: string) => new Map([readAnswer(text) ?? (["", "draft"] as const)]);
  expect(gateHidings(["vip", "hide", "vip"])).toEqual([
    { field: "shortcode", value: "vip", isDoubt: true },
    { field: "shortcode", value: "hide", isDoubt: true },
  ]);
  expect(gateHidings(["vip"], answers("shortcode:vip=published"))).toEqual([]);
  expect(gateHidings(["vip"], answers("shortcode:vip=draft"))).toMatchObject([{ isDoubt: false }]);
});
