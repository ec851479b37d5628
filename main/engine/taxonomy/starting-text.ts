import { stringify } from "yaml";
import nodeTable from "../../../resources/reference/taxonomy.csv?raw";
import ruleTable from "../../../resources/reference/taxonomy-rules.csv?raw";

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(";"));

const REMARK =
  "# A text to begin from: public names of cost pools, towers and solutions, and rules by\n" +
  "# cost class and service category. Change what is not yours.\n";

/** The names of `resources/reference/taxonomy.csv` with rules to begin from, as YAML. */
export function startingText(): string {
  const nodes = rowsOf(nodeTable).map(([layer = "", code = "", parent = "", name = ""]) =>
    parent === "" ? { code, layer, name } : { code, parent, name },
  );
  const rules = rowsOf(ruleTable).map(([to = "", attribute = "", values = ""]) => ({
    to,
    where: [{ attribute, op: "in", values: values.split("|") }],
  }));
  const content = { tieout: 1, name: "TBM 4.0 names", nodes, rules };
  return REMARK + stringify(content, { lineWidth: 100, flowCollectionPadding: true });
}
