import { readFileSync } from "node:fs";

/** A short search as readers of a newspaper type it, and how much each article of seed/ is an answer to it: 3 it is about that, 2 it tells of it, 1 it names it. */
export type JudgedQuery = {
  readonly kind: string;
  readonly query: string;
  readonly grades: ReadonlyMap<string, number>;
};

/** How well searches were answered, each from 0 to 1. */
export type Quality = {
  /** How often the first hit is an article of the highest grade there is. */
  readonly success: number;
  /** nDCG of the first ten hits, gains 2^grade - 1. */
  readonly ndcg: number;
  /** How many of the graded articles are among the first ten hits, or all hits when there are fewer graded ones. */
  readonly recall: number;
};

const FILE = new URL("../../bench/judged/seed.tsv", import.meta.url);

/** The searches, judged by reading seed/: kind, query, and `id:grade` of every article that is an answer. */
export function judgedQueries(): readonly JudgedQuery[] {
  return readFileSync(FILE, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [kind = "", query = "", grades = ""] = line.split("\t");
      const pairs = grades.split(" ").map((pair): [string, number] => {
        const border = pair.lastIndexOf(":");
        return [pair.slice(0, border), Number(pair.slice(border + 1))];
      });
      return { kind, query, grades: new Map(pairs) };
    });
}

/** How well one search was answered.
 *  @param hits  ids, the best first */
export function qualityOf({ grades }: JudgedQuery, hits: readonly string[]): Quality {
  const ten = hits.slice(0, 10);
  const ideal = [...grades.values()].toSorted((a, b) => b - a);
  const found = ten.filter((id) => grades.has(id)).length;
  return {
    success: Number(grades.get(ten[0] ?? "") === ideal[0]),
    ndcg: gainOf(ten.map((id) => grades.get(id) ?? 0)) / gainOf(ideal.slice(0, 10)),
    recall: found / Math.min(10, grades.size),
  };
}

/** The mean of several. */
export function meanQuality(all: readonly Quality[]): Quality {
  const mean = (field: keyof Quality): number =>
    all.reduce((sum, quality) => sum + quality[field], 0) / all.length;
  return { success: mean("success"), ndcg: mean("ndcg"), recall: mean("recall") };
}

function gainOf(grades: readonly number[]): number {
  return grades.reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}
