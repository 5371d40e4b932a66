import { describe, expect, test } from "vitest";
import { loadReadings } from "#cli/folder/readings.ts";
import { builtOf, textsFor } from "../suggestions.ts";

const readingsOf = await loadReadings();
const built = builtOf(
  {
    names: ["浙江", "黑陶", "重庆", "C++"],
    terms: ["lantern"],
    titles: [
      "浙江援建图书馆",
      "重庆市长江大桥",
      "鹿坪黑陶上新",
      "2025年招生简章",
      "女排夺冠",
      "銀行存款利率",
      "长城音乐节",
      "C919首航",
      "C语言入门",
      "绿色出行",
    ],
  },
  { readingsOf },
);

describe("what is written and pinyin are typed together", () => {
  test.each([
    ["浙j", "浙江"],
    ["浙jiang", "浙江"],
    ["浙江y", "浙江援建图书馆"],
    ["浙江yuanj", "浙江援建图书馆"],
    ["浙jyj", "浙江援建图书馆"],
    ["重庆shi", "重庆市长江大桥"],
    ["重庆s", "重庆市长江大桥"],
    ["chongqings", "重庆市长江大桥"],
    ["chongqs", "重庆市长江大桥"],
    ["重qing", "重庆"],
    ["鹿坪heitao", "鹿坪黑陶上新"],
    ["鹿坪heit", "鹿坪黑陶上新"],
    ["鹿pinghei", "鹿坪黑陶上新"],
    ["lupinght", "鹿坪黑陶上新"],
    ["黑t", "黑陶"],
    ["2025年z", "2025年招生简章"],
    ["2025年zhaos", "2025年招生简章"],
    ["2025nian", "2025年招生简章"],
    ["女p", "女排夺冠"],
    ["nvp", "女排夺冠"],
    ["銀h", "銀行存款利率"],
    ["银hang", "銀行存款利率"],
    ["yinhangck", "銀行存款利率"],
    ["长城yinyue", "长城音乐节"],
    ["C919sh", "C919首航"],
    ["c919首h", "C919首航"],
    ["c++", "C++"],
    ["C语y", "C语言入门"],
    ["lvsechux", "绿色出行"],
    ["绿sc", "绿色出行"],
  ])("%s: %s", (typed, text) => {
    expect(textsFor(built, typed)).toContain(text);
  });

  test.each([
    ["浙q", "浙江"],
    ["浙jx", "浙江援建图书馆"],
    ["重庆d", "重庆市长江大桥"],
    ["zhongqings", "长城音乐节"],
    ["鹿坪tao", "鹿坪黑陶上新"],
    ["鹿坪baitao", "鹿坪黑陶上新"],
    ["2025年y", "2025年招生简章"],
    ["2024年z", "2025年招生简章"],
    ["银xing存", "长城音乐节"],
    ["长城yinle", "长城音乐节"],
    ["c++", "C语言入门"],
    ["c++", "C919首航"],
    ["C919dfj", "C919首航"],
    ["q", "黑陶"],
    ["绿cx", "绿色出行"],
    ["陶h", "黑陶"],
    ["j浙", "浙江"],
  ])("%s does not bring %s", (typed, text) => {
    expect(textsFor(built, typed)).not.toContain(text);
  });
});
