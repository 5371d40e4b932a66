import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bigramsOf, queryPiecesOf } from "#text/analysis/query-pieces.ts";
import { termsOf } from "#text/analysis/tokens.ts";

const said = (query: string): readonly string[] =>
  queryPiecesOf(query).map((piece) => {
    if (piece.kind === "run") return `${piece.bridged ? "~" : ""}${piece.characters.join("")}`;
    const text = piece.kind === "word" ? piece.terms.join("|") : piece.term;
    return piece.part ? `(${text})` : text;
  });

describe("queryPiecesOf", () => {
  test.each([
    ["浙江省對口支援", ["浙江省对口支援"]],
    ["2023年4月", ["(2023年)", "(4月)", "(2023)", "2023-4"]],
    [
      "2023年04月14日",
      ["(2023年)", "(4月)", "(14日)", "(2023)", "(2023-4)", "(4-14)", "2023-4-14"],
    ],
    ["2023年度报告", ["(2023)", "2023年", "~年度报告"]],
    ["14.2979万元", ["(14.2979)", "(14.2979万)", "(142979)", "142979元", "~万元"]],
    ["1.8亿", ["(1.8)", "(1.8亿)", "180000000"]],
    ["0.123456万", ["(0.123456)", "0.123456万"]],
    ["9:30", ["(9)", "(30)", "9:30"]],
    ["9点半开会", ["(9)", "(9点)", "9:30", "~点半开会"]],
    ["node.js", ["nodej|==nodejs=", "(node)", "(js)"]],
    ["2+1+2", ["2+1+2"]],
    ["“9.5”泸定地震", ["9.5", "泸定地震"]],
    ["十四五", ["十四五"]],
    ["A股", ["(a)", "a股"]],
    ["C++ .NET", ["c++", ".net", "(==net=|==net|net)"]],
    ["e-mail Covid-19", ["email", "(mail)", "covid", "19"]],
    ["a.li@example.com", ["a.li@example.com", "(a)", "(li)", "(exampl|==example=)", "(com)"]],
  ])("%s asks for %s", (query, expected) => {
    expect(said(query)).toEqual(expected);
  });

  test("a word stands for its stem in every language that articles are in", () => {
    const [piece] = queryPiecesOf("Ländern", ["de", "fr"]);
    expect(piece).toMatchObject({
      kind: "word",
      word: "landern",
      terms: ["landern", "land", "==landern="],
    });
  });

  test("what is a stop word in one of the languages is marked as one", () => {
    expect(queryPiecesOf("die hard", ["de"])).toMatchObject([
      { isStopWord: true },
      { isStopWord: false },
    ]);
    expect(queryPiecesOf("die hard")).toMatchObject([{ isStopWord: false }, { isStopWord: false }]);
  });

  test("a piece stands where it was typed", () => {
    const query = " 對口ＮＥＷＳ 2023 年";
    const typed = queryPiecesOf(query).map(({ start, end }) => query.slice(start, end));
    expect(typed).toEqual(["對口", "ＮＥＷＳ", "ＮＥＷＳ 2023", "2023", "2023 年"]);
  });

  test("every term of a query is a term of the same text in the index", () => {
    const unit = fc.constantFrom(
      ...Array.from("浙江省。カ한국ไทยཀab'-.+#&@ 0123459年月日亿第/,é𠮷"),
      "2023年",
      "04月14日",
      "2023-04-14",
      "C++",
      "a@b.cc",
      "O'Neil ",
      "e-mail",
      "U.S.",
      "v1.2.3",
      ...Array.from("零一三两十百千万时点分半刻%‰:叁圆 "),
      "百分之",
      "9:30pm",
      "3 million",
      "$3bn",
      "five percent",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const terms = new Set(termsOf(text, { keepStopWords: true, writtenForms: true }));
        for (const piece of queryPiecesOf(text)) {
          if (piece.kind === "term") expect(terms).toContain(piece.term);
          else if (piece.kind === "word")
            expect(piece.terms.some((term) => terms.has(term))).toBe(true);
          else {
            for (const bigram of bigramsOf(piece.characters)) expect(terms).toContain(bigram);
            for (const { term } of piece.numerals) expect(terms).toContain(term);
          }
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
