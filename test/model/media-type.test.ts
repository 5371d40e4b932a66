import { expect, test } from "vitest";
import { mediaTypeFromUrl } from "#model/media-type.ts";

test.each([
  ["https://a.example/b.JPG?c=d.mp3#e", "image/jpeg"],
  ["/media/x.mp3", "audio/mpeg"],
  ["/media/x.constructor", undefined],
  ["/media/x", undefined],
  ["", undefined],
])("the ending of %j tells %s", (url, type) => {
  expect(mediaTypeFromUrl(url)).toBe(type);
});
