import { withoutUndefined } from "./defined.ts";
import { type Fields, fieldsOf, isRecord, wayTo } from "./field.ts";
import { toLanguageTag } from "./language-tag.ts";
import { isSlug, lineOf, type SectionPath, toSectionPath } from "./name.ts";
import { isRejection, type Fault } from "./rejection.ts";

/** A section of the site, with the sections inside it. */
export type Section = {
  readonly path: SectionPath;
  readonly title: string;
  readonly description?: string;
  /** BCP 47; absent when the section speaks the site's language. */
  readonly lang?: string;
  /** Old paths of this section's feeds or page, such as `/rss/xw.xml`, which redirect to it. Texts
   *  here; ingest keeps those that are paths and free. */
  readonly aliases: readonly string[];
  /** Paths that this section had before, in full, such as `news/politics`: their feeds and pages
   *  lead here. Absent for none. */
  readonly was?: readonly SectionPath[];
  readonly children: readonly Section[];
};

/** What `toSections` made of a list: the sections that are right, and what is wrong with the
 *  rest. */
type SectionReading = {
  readonly sections: readonly Section[];
  readonly faults: readonly Fault[];
};

/** Checks the section tree of `site.toml`: a list of `{ slug, title, description?, lang?, aliases?,
 *  sections? }`. A wrong section is left out with everything inside it, and named in `faults`.
 *  @param at  the way to the list */
export function toSections(
  value: unknown,
  parent?: SectionPath,
  at: NonNullable<Fault["at"]> = [],
): SectionReading {
  if (value === undefined) return { sections: [], faults: [] };
  if (!Array.isArray(value))
    return { sections: [], faults: [{ field: "sections", what: "is not a list" }] };
  const sections = new Map<string, Section>();
  const faults: Fault[] = [];
  for (const [index, item] of value.entries()) {
    const here = [...at, index];
    const reading = toSection(item, parent, here);
    faults.push(...reading.faults);
    for (const section of reading.sections) {
      if (sections.has(section.path))
        faults.push({ field: `sections: ${section.path}`, what: "is there twice", at: here });
      else sections.set(section.path, section);
    }
  }
  return { sections: [...sections.values()], faults };
}

function toSection(
  value: unknown,
  parent: SectionPath | undefined,
  at: NonNullable<Fault["at"]>,
): SectionReading {
  const fields = fieldsOf(value);
  const slug = fields.required("slug");
  const path = toSectionPath(parent ? `${parent}/${slug}` : slug);
  const where = `sections: ${parent ? `${parent}/` : ""}${slug}`;
  if (slug && (!isSlug(slug) || isRejection(path))) {
    fields.fault(
      "slug",
      `${JSON.stringify(slug)} is not a slug`,
      "write letters, digits and '-', but not 'archive'",
    );
  }
  const title = fields.optional("title", 200) ?? slug;
  const description = fields.optional("description");
  const lang = fields.checked("lang", toLanguageTag);
  const aliases = fields.list("aliases");
  const was = pathsIn(fields, "was");
  const faults = fields.faults.map((fault) => ({
    ...fault,
    field: `${where}: ${fault.field ?? ""}`,
    at: [...at, ...wayTo(fault)],
  }));
  if (!isSlug(slug) || isRejection(path)) return { sections: [], faults };
  const inside = toSections(isRecord(value) ? value["sections"] : undefined, path, [
    ...at,
    "sections",
  ]);
  const section: Section = withoutUndefined({
    path,
    title,
    description,
    lang,
    aliases,
    was: was.length > 0 ? was : undefined,
    children: inside.sections,
  });
  return { sections: [section], faults: [...faults, ...inside.faults] };
}

/** A list of section paths; those that are none are noted as faults. */
export function pathsIn(fields: Fields, field: string): readonly SectionPath[] {
  return fields.list(field).flatMap((written) => {
    const path = toSectionPath(written);
    if (!isRejection(path)) return [path];
    for (const { what, fix } of path.faults) fields.fault(field, what, fix, [written]);
    return [];
  });
}

/** Every section of the tree, parents before their children. */
export function allSections(tree: readonly Section[]): readonly Section[] {
  return tree.flatMap((section) => [section, ...allSections(section.children)]);
}

/** The section at `path`, or undefined. O(depth × breadth). */
export function sectionAt(tree: readonly Section[], path: string): Section | undefined {
  const found = tree.find(
    (section) => section.path === path || path.startsWith(`${section.path}/`),
  );
  return found === undefined || found.path === path ? found : sectionAt(found.children, path);
}

/** The sections from the outermost to the one at `path`: a breadcrumb. Unknown ones are left
 *  out. */
export function breadcrumb(tree: readonly Section[], path: SectionPath): readonly Section[] {
  return lineOf(path)
    .map((part) => sectionAt(tree, part))
    .filter((section) => section !== undefined);
}

/** The tree with every path of `paths` in it: a missing section gets its slug as title. For
 *  articles that come without a `site.toml`. */
export function withSections(
  tree: readonly Section[],
  paths: Iterable<SectionPath>,
): readonly Section[] {
  const known = new Set(allSections(tree).map((section) => section.path));
  const missing = [...new Set([...paths].flatMap(lineOf))]
    .filter((path) => !known.has(path))
    .sort();
  return missing.reduce((grown, path) => insert(grown, path), tree);
}

function insert(tree: readonly Section[], path: SectionPath): readonly Section[] {
  const slug = path.slice(path.lastIndexOf("/") + 1);
  const parent = path.slice(0, -slug.length - 1);
  const leaf: Section = { path, title: slug, aliases: [], children: [] };
  if (!parent) return [...tree, leaf];
  return tree.map((section) =>
    section.path === parent || parent.startsWith(`${section.path}/`)
      ? {
          ...section,
          children:
            section.path === parent ? [...section.children, leaf] : insert(section.children, path),
        }
      : section,
  );
}
