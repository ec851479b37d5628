import { type ConformanceRule, rule } from "./rule.ts";

/** Rules of contract commitments. Source: FOCUS 1.3 and 1.4 */
export const commitmentRules: readonly ConformanceRule[] = [
  rule({
    code: "focus-value-missing",
    severity: "warning",
    column: "ContractCommitmentCost",
    needs: ["contract_commitment_cost", "contract_commitment_category", "billing_currency"],
    breaks:
      "contract_commitment_category = 'Spend' " +
      "and (contract_commitment_cost is null or billing_currency is null)",
    found: "commitments to spend without a cost or a currency",
    expected: "ContractCommitmentCost and BillingCurrency on every commitment to spend",
  }),
  rule({
    code: "focus-value-missing",
    severity: "warning",
    column: "ContractCommitmentQuantity",
    needs: ["contract_commitment_quantity", "contract_commitment_category"],
    breaks: "contract_commitment_category = 'Usage' and contract_commitment_quantity is null",
    found: "commitments to use without a quantity",
    expected: "ContractCommitmentQuantity on every commitment to use",
  }),
  rule({
    code: "focus-period-reversed",
    severity: "warning",
    column: "ContractCommitmentPeriodEnd",
    needs: ["contract_commitment_period_start", "contract_commitment_period_end"],
    breaks: "contract_commitment_period_end <= contract_commitment_period_start",
    found: "commitments whose period ends before it begins",
    expected: "ContractCommitmentPeriodStart before ContractCommitmentPeriodEnd",
  }),
  rule({
    code: "focus-value-unexpected",
    column: "ContractCommitmentDiscountPercentage",
    needs: ["contract_commitment_discount_percentage"],
    breaks: "contract_commitment_discount_percentage not between 0 and 1",
    found: "discounts below 0 or above 1",
    expected: "a share from 0 to 1",
    since: "1.4",
  }),
  rule({
    code: "focus-value-missing",
    column: "ContractCommitmentDiscountPercentage",
    needs: ["contract_commitment_discount_percentage", "contract_commitment_benefit_category"],
    breaks:
      "contract_commitment_benefit_category = 'Discount' " +
      "and contract_commitment_discount_percentage is null",
    found: "commitments for a discount that do not say which",
    expected: "ContractCommitmentDiscountPercentage where the benefit is a Discount",
    since: "1.4",
  }),
  rule({
    code: "focus-value-unexpected",
    column: "ContractCommitmentPaymentUpfrontPercentage",
    needs: ["contract_commitment_payment_upfront_percentage", "contract_commitment_payment_model"],
    breaks:
      "(contract_commitment_payment_model = 'All Upfront' " +
      "and contract_commitment_payment_upfront_percentage <> 1) or " +
      "(contract_commitment_payment_model = 'Partial Upfront' " +
      "and contract_commitment_payment_upfront_percentage not between 0.000001 and 0.999999)",
    found: "commitments whose upfront share is not that of their payment model",
    expected: "1 for All Upfront, between 0 and 1 for Partial Upfront",
    since: "1.4",
  }),
  rule({
    code: "focus-period-reversed",
    column: "ContractCommitmentLastUpdated",
    needs: ["contract_commitment_created", "contract_commitment_last_updated"],
    breaks: "contract_commitment_last_updated < contract_commitment_created",
    found: "commitments updated before they were created",
    expected: "ContractCommitmentLastUpdated at or after ContractCommitmentCreated",
    since: "1.4",
  }),
];

/** Rules of billing periods. Source: FOCUS 1.4 */
export const billingPeriodRules: readonly ConformanceRule[] = [
  rule({
    code: "focus-period-reversed",
    severity: "warning",
    column: "BillingPeriodEnd",
    needs: ["billing_period_start", "billing_period_end"],
    breaks: "billing_period_end <= billing_period_start",
    found: "billing periods that end before they begin",
    expected: "BillingPeriodStart before BillingPeriodEnd, which is exclusive",
  }),
];

/** Rules of invoice lines. Source: FOCUS 1.4 */
export const invoiceDetailRules: readonly ConformanceRule[] = [
  ...billingPeriodRules,
  rule({
    code: "focus-value-missing",
    column: "InvoiceIssueDate",
    needs: ["invoice_issue_date", "invoice_issue_status"],
    breaks: "invoice_issue_status = 'Issued' and invoice_issue_date is null",
    atStake: "billed_cost",
    found: "lines of issued invoices without the day of issue",
    expected: "InvoiceIssueDate once an invoice is issued",
  }),
];
