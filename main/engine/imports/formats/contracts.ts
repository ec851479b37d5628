import { field, measured } from "../finance/finance-format.ts";
import { financeKind } from "../finance/finance-kind.ts";

/**
 * A contract register: terms, notice and commitment, with what its cost will be booked to.
 * Sign: commitment and drawdown positive
 */
export const contracts = financeKind({
  id: "contracts",
  dataset: "contract",
  title: "contract register",
  says:
    "Commitments and drawdowns are positive; the ledger account, the cost category, the cost " +
    "centre and the owner of a contract are refused blank.",
  table: "contract",
  fields: [
    field(
      "contract_id",
      "text!",
      "contract id|contract number|contract no|contract no.|contract|agreement number|" +
        "vertragsnummer|vertrag|vertragsnr.|contract_id|numéro de contrat",
    ),
    field("title", "text", "title|contract title|contract name|description|bezeichnung"),
    field("vendor_id", "text", "vendor id|supplier id|vendor number|lieferantennummer|vendor_id"),
    field("vendor_name", "text!", "vendor|vendor name|supplier|supplier name|lieferant|kreditor"),
    field(
      "term_start",
      "date!",
      "term start|start date|contract start|effective date|vertragsbeginn|laufzeitbeginn|" +
        "term_start|valid from",
    ),
    field(
      "term_end",
      "date!",
      "term end|end date|contract end|expiry date|expiration date|vertragsende|laufzeitende|" +
        "term_end|valid to",
    ),
    field(
      "notice_date",
      "date",
      "notice date|notice by|notice deadline|cancellation deadline|kündigungsdatum|" +
        "kündigungstermin|notice_date",
    ),
    field("notice_days", "amount", "notice days|notify days|notice period days|kündigungsfrist"),
    field("renewal", "text", "renewal|renewal plans|auto renewal|renewal terms|verlängerung"),
    field(
      "committed_amount",
      "amount!",
      "commitment|committed amount|committed spend|minimum committed spend|minimum commitment|" +
        "verpflichtung|mindestabnahme|committed_amount||amount|contract value|total value|" +
        "vertragswert",
    ),
    field(
      "drawn_amount",
      "amount",
      "drawdown|drawn|drawn amount|consumed|spend to date|abruf|abgerufen|drawn_amount",
    ),
    field("currency", "currency!", "currency|currency code|curr.|währung|währg|ccy"),
    field("ledger_account", "text!", "ledger account|gl account|g/l account|account|sachkonto"),
    field("cost_category", "text!", "cost category|category|cost pool|kostenart|kostenkategorie"),
    field("cost_centre", "text!", "cost centre|cost center|kostenstelle|cost_centre"),
    field("owner", "text!", "owner|contract owner|business owner|verantwortlich|owner name"),
    field("service", "text", "service|product|service name|leistung"),
    field("status", "text", "status|contract status"),
    field("parent", "text", "parent contract|parent|master agreement|rahmenvertrag"),
    field("entity", "text", "entity|legal entity|company|company code|buchungskreis"),
  ],
  coveredBy: ["entity", "contract_id"],
  lineIs: ["contract_id", "term_start", "committed_amount"],
  counts: { amount: "committed_amount", currency: "currency" },
  words: { same: "contracts", expected: "each contract in one file" },
  totals: (row) => [
    measured("committed_amount", row.units("committed_amount"), row.text("currency")),
    measured("drawn_amount", row.units("drawn_amount"), row.text("currency")),
  ],
});
