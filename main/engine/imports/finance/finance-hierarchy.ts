import { checkHierarchy } from "./check-hierarchy.ts";
import { type FinanceField, type FinanceFormat, field } from "./finance-format.ts";
import { financeKind } from "./finance-kind.ts";

/** What every level of a hierarchy may say of a node. */
export const hierarchyFields: readonly FinanceField[] = [
  field(
    "name",
    "text",
    "name|description|cost centre name|cost center name|entity name|legal name|company name|" +
      "bezeichnung|kurztext|ktext|butxt|designation",
  ),
  field(
    "parent",
    "text",
    "parent|parent code|parent cost centre|parent cost center|parent entity|parent company|" +
      "belongs to|" +
      "hierarchy|hierarchy area|node|übergeordnet|hierarchiebereich|khinr|parent_code",
  ),
  field("owner", "text", "owner|manager|responsible|person responsible|verantwortlich|verak"),
  field(
    "valid_from",
    "date",
    "valid from|effective from|effective date|start date|gültig ab|gültig von|datab|valid_from",
  ),
  field("valid_to", "date", "valid to|effective to|end date|gültig bis|datbi|valid_to"),
];

interface Hierarchy extends Pick<FinanceFormat, "id" | "dataset" | "title" | "says"> {
  readonly code: FinanceField;
  readonly others: readonly FinanceField[];
}

/** A kind of hierarchy, one row per node; the nodes at the top have none above them. */
export function hierarchy({ code, others, ...kind }: Hierarchy): FinanceFormat {
  return financeKind({
    ...kind,
    table: kind.dataset === "cost-centre" ? "cost_centre" : "legal_entity",
    fields: [code, ...others],
    whole: checkHierarchy("code"),
    needs: [["parent"]],
    coveredBy: ["code"],
    lineIs: ["code", "valid_from"],
    counts: null,
    words: { same: "codes of the hierarchy", expected: "each code in one file" },
    totals: () => [],
  });
}
