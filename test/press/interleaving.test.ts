import { abortAllDurableObjects, runDurableObjectAlarm } from "cloudflare:test";
import { expect, test } from "vitest";
import { seededRandom } from "../store/made-articles.ts";
import { admin, ask, newSite, pressOfSite, sent } from "./live-site.ts";

/** How many steps are taken: each waits a second, for KV takes one write a second for a key. */
const STEPS = 100;
const IDS = Array.from({ length: 12 }, (_, index) => `p${index}`);
/** A word that every text has which nobody may see. */
const SECRET = "Qwertzuiop";

type Known = {
  readonly title: string;
  readonly state: "seen" | "hidden" | "gone" | "unseen" | "absent";
};

/** What readers can see, all in one text. */
async function everything(): Promise<string> {
  const paths = [
    "/feed.json",
    "/feed.xml",
    "/",
    "/api/articles?limit=100",
    `/api/search?q=${SECRET}`,
    "/search-index.json",
    "/sections/news/city/harbour/atom.xml",
    `/api/suggest?q=${SECRET.slice(0, 5)}`,
  ];
  const answers = await Promise.all(paths.map((path) => ask(path)));
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  return answers.map(({ text }) => text.replace(/"query":"[^"]*"/, "")).join("\n");
}

test(`after each of ${STEPS} changes in chance order, readers see the last word on every article, and nothing that is not for them`, async () => {
  const random = seededRandom(20261129);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  await newSite(30);
  let known = new Map<string, Known>(IDS.map((id) => [id, { title: "", state: "absent" }]));
  const releases: { readonly release: string; readonly known: Map<string, Known> }[] = [];
  const withdrawn = new Set<string>();
  /** What was done, for whoever must understand a failure. */
  const history: string[] = [];
  let step = 0;
  const put = async (id: string): Promise<void> => {
    const isHidden = random() < 0.35;
    const title = `${isHidden ? SECRET : "Seen"} ${id} at ${step}`;
    const when = new Date(Date.now() + 86_400_000 * (1 + Math.floor(random() * 5))).toISOString();
    const hiding = pick([{ status: "draft" }, { published: when }, { embargo: when }]);
    const { status } = await admin(
      "PUT",
      `articles/${id}`,
      sent({ title, content_html: `<p>${title}</p>`, ...(isHidden && hiding) }),
    );
    history.push(`${step} put ${id} ${isHidden ? JSON.stringify(hiding) : ""} ${status}`);
    expect([step, status < 300]).toEqual([step, true]);
    known.set(id, { title, state: isHidden ? "hidden" : "seen" });
    if (!isHidden) withdrawn.delete(id);
  };
  const remove = async (id: string): Promise<void> => {
    const before = known.get(id)!;
    const { status, json } = await admin("DELETE", `articles/${id}`);
    history.push(`${step} delete ${id} ${before.state} ${status}`);
    if (before.state === "absent") expect([step, status]).toEqual([step, 404]);
    else if (before.state !== "unseen") expect([step, status]).toEqual([step, 200]);
    if (json["status"] !== "withdrawn") return;
    known.set(id, { ...before, state: before.state === "seen" ? "gone" : "unseen" });
    withdrawn.add(id);
  };
  const rollBack = async (): Promise<void> => {
    const target = releases.at(-2);
    if (target === undefined) return;
    const { status } = await admin("POST", "rollback", { release: target.release });
    history.push(`${step} rollback ${target.release} ${status}`);
    // Readers may see it already.
    if (status !== 200) return;
    const before = known;
    known = new Map(target.known);
    for (const id of withdrawn) known.set(id, { title: "", state: "unseen" });
    // A draft is in no release: it may be there or not, but is not seen.
    for (const [id, { state }] of known)
      if (state === "hidden" || (state === "absent" && before.get(id)?.state === "hidden"))
        known.set(id, { title: "", state: "unseen" });
  };
  for (step = 1; step <= STEPS; step++) {
    const chance = random();
    if (chance < 0.5) await put(pick(IDS));
    else if (chance < 0.6) {
      // Several at once, of different articles.
      const ids = IDS.filter(() => random() < 0.4);
      await Promise.all(ids.map(put));
    } else if (chance < 0.8) await remove(pick(IDS));
    else if (chance < 0.88) {
      history.push(`${step} end`);
      await abortAllDurableObjects();
      await runDurableObjectAlarm(pressOfSite());
    } else if (chance < 0.93) await rollBack();
    else await admin("GET", `articles/${pick(IDS)}`);
    const health = await ask("/healthz");
    const release = String(health.json["release"]);
    if (releases.at(-1)?.release !== release) releases.push({ release, known: new Map(known) });
    expect([step, (await everything()).includes(SECRET)]).toEqual([step, false]);
    for (const [id, { title, state }] of known) {
      const answer = await ask(`/articles/${id}.json`);
      const expected = {
        seen: [200],
        hidden: [404, 410],
        absent: [404],
        unseen: [404, 410],
        gone: [410],
      }[state];
      const told = [step, id, state, answer.status, history.slice(-12)];
      expect([...told, expected.includes(answer.status)]).toEqual([...told, true]);
      if (state === "seen") expect([step, id, answer.json["title"]]).toEqual([step, id, title]);
      expect(answer.headers.get("X-Release")).toBe(release);
    }
  }
});
