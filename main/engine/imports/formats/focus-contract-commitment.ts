import { measured } from "../finance/finance-format.ts";
import { focusDataset } from "../finance/focus-dataset.ts";

/** Commitments made in contracts: one row per commitment, cost and quantity of its whole term. */
export const focusContractCommitment = focusDataset({
  id: "focus-contract-commitment",
  dataset: "commitment",
  of: "Contract Commitment",
  title: "FOCUS contract commitment dataset",
  says: "One row per commitment, with cost and quantity of its whole term; from FOCUS 1.3 on.",
  table: "contract_commitment",
  needed: ["ContractCommitmentId", "ContractId"],
  marks: ["ContractCommitmentId", "ContractCommitmentCategory"],
  coveredBy: ["ContractCommitmentId"],
  lineIs: ["ContractCommitmentId"],
  counts: { amount: "contract_commitment_cost", currency: "billing_currency" },
  month: null,
  words: { same: "commitments", expected: "each commitment in one file" },
  totals: (row) => {
    const cost = row.units("contract_commitment_cost");
    return cost === null
      ? []
      : [measured("contract_commitment_cost", cost, row.text("billing_currency"))];
  },
});
