import { field } from "../finance/finance-format.ts";
import { hierarchy, hierarchyFields } from "../finance/finance-hierarchy.ts";

/** Legal entities and what each belongs to. */
export const legalEntities = hierarchy({
  id: "legal-entities",
  dataset: "legal-entity",
  title: "legal-entity hierarchy",
  says: "One row per legal entity, with the one above it and the days it holds.",
  code: field(
    "code",
    "text!",
    "legal entity|legal entity code|entity code|entity id|company code|buchungskreis|" +
      "gesellschaft|legal_entity|société",
  ),
  others: [
    field("currency", "currency", "currency|functional currency|local currency|währung|waers"),
    field("country", "text", "country|country code|land|land1|pays"),
    ...hierarchyFields,
  ],
});
