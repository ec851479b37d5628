import { checkEvents } from "../finance/check-events.ts";
import { field } from "../finance/finance-format.ts";
import { financeKind } from "../finance/finance-kind.ts";

/** Incidents, releases, planned changes and campaigns, with what they concern. */
export const businessEvents = financeKind({
  id: "business-events",
  dataset: "event",
  title: "list of events",
  says: "One row per incident, release, planned change or campaign, with its first and last day.",
  table: "business_event",
  fields: [
    field("event_type", "text!", "event type|type of event|event_type|ereignisart|category|type"),
    field("title", "text!", "title|event|summary|event name|subject|titel|ereignis|description"),
    field(
      "starts_on",
      "date!",
      "start date|starts on|start|from|event date|beginn|von|starts_on||date|datum",
    ),
    field("ends_on", "date", "end date|ends on|end|to|ende|bis|ends_on"),
    field("recorded_on", "date", "recorded on|created on|created|created date|recorded_on"),
    field("service", "text", "service|product|application|service name|system|leistung"),
    field("cost_centre", "text", "cost centre|cost center|kostenstelle|team"),
    field("reference", "text", "reference|ticket|ticket number|incident id|change id|id|referenz"),
  ],
  whole: checkEvents,
  coveredBy: ["event_type", "starts_on"],
  lineIs: ["event_type", "title", "starts_on"],
  counts: null,
  words: { same: "events", expected: "each event in one file" },
  totals: () => [],
});
