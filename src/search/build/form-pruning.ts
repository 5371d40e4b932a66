import { stemOfForm } from "#text/analysis/word-rules.ts";
import { isWrittenForm } from "#text/analysis/written-form.ts";
import { createByteWriter } from "#search/format/byte-writer.ts";
import { FIELDS } from "#search/format/options.ts";
import { createPostings, readPostings, writePostings } from "#search/format/posting-list.ts";
import type { MergedTerm } from "./merge-runs.ts";

/** The written forms that are worth their postings, in the order given. A stem with one form needs
 *  none, for that is the form of all its articles. The commonest form of a stem is kept in titles
 *  alone: there it decides most, and in texts it has three postings in five. O(postings).
 *  @param forms  all written forms of an index, and acronyms, which are all kept */
export function worthwhileForms(forms: readonly MergedTerm[]): readonly MergedTerm[] {
  const byStem = new Map<string, MergedTerm[]>();
  for (const form of forms.filter(({ text }) => isWrittenForm(text))) {
    const stem = stemOfForm(form.text);
    const others = byStem.get(stem);
    if (others) others.push(form);
    else byStem.set(stem, [form]);
  }
  return forms.flatMap((form) => {
    if (!isWrittenForm(form.text)) return form;
    const all = byStem.get(stemOfForm(form.text)) ?? [];
    if (all.length < 2) return [];
    const commonest = all.reduce((most, one) => (one.count > most.count ? one : most));
    return form === commonest ? inTitles(form) : form;
  });
}

const lists = FIELDS.map(() => createPostings());
const writer = createByteWriter();

function inTitles(form: MergedTerm): readonly MergedTerm[] {
  for (const list of lists) list.count = 0;
  readPostings(form.postings, 0, lists);
  for (const [field, list] of lists.entries()) if (FIELDS[field] !== "title") list.count = 0;
  const count = lists.reduce((sum, list) => sum + list.count, 0);
  if (count === 0) return [];
  writer.clear();
  writePostings(writer, lists);
  return [{ ...form, postings: writer.finish(), count }];
}
