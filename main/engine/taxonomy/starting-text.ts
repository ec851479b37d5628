import { stringify } from "yaml";
import nodes40 from "../../../resources/reference/tbm-4.0.csv?raw";
import rules40 from "../../../resources/reference/tbm-4.0-rules.csv?raw";
import nodes501 from "../../../resources/reference/tbm-5.0.1.csv?raw";
import rules501 from "../../../resources/reference/tbm-5.0.1-rules.csv?raw";
import type { PublicNames } from "../../../shared/contract/taxonomy.ts";

/** The tables of each version; what they have in common has one code in both. */
const TABLES: Readonly<Record<PublicNames, { readonly nodes: string; readonly rules: string }>> = {
  "5.0.1": { nodes: nodes501, rules: rules501 },
  "4.0": { nodes: nodes40, rules: rules40 },
};

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(";"));

const REMARK =
  "# A text to begin from: public names of cost pools, towers and solutions, and rules by\n" +
  "# cost class and service category. Change what is not yours.\n";

/** The public names of a version with rules to begin from, as YAML. */
export function startingText(version: PublicNames): string {
  const tables = TABLES[version];
  const nodes = rowsOf(tables.nodes).map(([layer = "", code = "", parent = "", name = ""]) =>
    parent === "" ? { code, layer, name } : { code, parent, name },
  );
  const rules = rowsOf(tables.rules).map(([to = "", attribute = "", values = ""]) => ({
    to,
    where: [{ attribute, op: "in", values: values.split("|") }],
  }));
  const content = { tieout: 1, name: `TBM ${version} names`, nodes, rules };
  return REMARK + stringify(content, { lineWidth: 100, flowCollectionPadding: true });
}
