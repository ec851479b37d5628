import { field } from "../finance/finance-format.ts";
import { hierarchy, hierarchyFields } from "../finance/finance-hierarchy.ts";

/** Cost centres and what each belongs to. */
export const costCentres = hierarchy({
  id: "cost-centres",
  dataset: "cost-centre",
  title: "cost-centre hierarchy",
  says: "One row per cost centre, with the one above it and the days it holds.",
  code: field(
    "code",
    "text!",
    "cost centre|cost center|cost centre code|cost center code|cost centre id|cost center id|" +
      "kostenstelle|cost_centre|cost_center|centre de coût",
  ),
  others: [
    field("entity", "text", "entity|legal entity|company|company code|buchungskreis"),
    ...hierarchyFields,
  ],
});
