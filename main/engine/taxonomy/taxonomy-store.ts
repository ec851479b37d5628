import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import { Taxonomy } from "../../../shared/domain/taxonomy.ts";
import { fail, TieoutError } from "../../../shared/errors.ts";
import type { ChangeContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import type { Problem } from "../documents/read-by-schema.ts";
import { readAccepted } from "../documents/read-document.ts";
import { checkPatterns } from "../queries/check-patterns.ts";
import { TAXONOMY_SETTING } from "../relations/taxonomy-columns.ts";
import nextVersion from "./next-version.sql?raw";
import { readTaxonomyText } from "./read-taxonomy.ts";
import storeSetting from "./store-setting.sql?raw";
import storeVersion from "./store-version.sql?raw";
import versions from "./versions.sql?raw";

const Row = z.object({ taxonomy_id: z.string(), version: z.number(), text: z.string() });

export interface StoredTaxonomy {
  readonly taxonomyId: string;
  readonly version: number;
  readonly text: string;
  readonly taxonomy: Taxonomy;
}

/** Every stored version, the one in use first. */
export async function storedTaxonomies(reader: Reader): Promise<StoredTaxonomy[]> {
  const rows = await reader.rows(Row, statement(versions));
  return rows.map(({ taxonomy_id: taxonomyId, version, text }) => ({
    taxonomyId,
    version,
    text,
    taxonomy: readAccepted(Taxonomy, text),
  }));
}

/** A text's taxonomy, or every problem of it, its patterns included. */
export async function checkTaxonomy(
  reader: Reader,
  text: string,
): Promise<{ taxonomy: Taxonomy | null; problems: readonly Problem[] }> {
  const { taxonomy, problems, patterns } = readTaxonomyText(text);
  const broken: Problem[] = [];
  for (const { pattern, line } of patterns) {
    try {
      await checkPatterns(reader, [{ attribute: "entity", op: "matches", value: pattern }]);
    } catch (error) {
      if (!(error instanceof TieoutError) || error.shape.code !== "usage") {
        throw error;
      }
      const message = `The pattern "${pattern}" cannot be read.`;
      const remedy = "Write a regular expression over the whole value, for example prod-.*";
      broken.push({ path: "rules", message, remedy, line });
    }
  }
  const all = [...problems, ...broken];
  return { taxonomy: all.length === 0 ? taxonomy : null, problems: all };
}

/** The taxonomy of a text; one with problems is refused with the first. Errors: taxonomy-invalid */
export async function taxonomyOrFail(reader: Reader, text: string): Promise<Taxonomy> {
  const { taxonomy, problems } = await checkTaxonomy(reader, text);
  const [first] = problems;
  const place = first?.line == null ? "" : `Line ${first.line}: `;
  const more = problems.length > 1 ? ` (${problems.length} problems in all)` : "";
  return (
    taxonomy ??
    fail(
      "taxonomy-invalid",
      `${place}${first?.message ?? "The taxonomy cannot be read."}${more}`,
      first?.remedy ?? "Correct the text.",
      { path: first?.path ?? "", line: first?.line ?? null, problems: problems.length },
    )
  );
}

/** Stores a taxonomy as a version and brings it into use; one known before keeps its version. */
export async function saveTaxonomy(
  { writer, sequence, audit }: ChangeContext,
  text: string,
): Promise<Pick<StoredTaxonomy, "taxonomyId" | "version">> {
  const taxonomy = await taxonomyOrFail(writer, text);
  const content = canonicalize(taxonomy) ?? "";
  const taxonomyId = createHash("sha256").update(content).digest("hex").slice(0, 24);
  const known = await storedTaxonomies(writer);
  const before = known[0] ?? null;
  const version =
    known.find((stored) => stored.taxonomyId === taxonomyId)?.version ??
    (await writer.one(z.object({ version: z.number() }), statement(nextVersion))).version;
  await writer.run(statement(storeVersion, { taxonomy_id: taxonomyId, version, text, sequence }));
  await writer.run(
    statement(storeSetting, { key: TAXONOMY_SETTING, value: JSON.stringify(taxonomy) }),
  );
  if (before?.taxonomyId !== taxonomyId) {
    const detail = { version, before: before?.version ?? null, rules: taxonomy.rules.length };
    await audit({ action: "taxonomy-saved", subject: taxonomyId, detail });
  }
  return { taxonomyId, version };
}
