import { z } from "zod";
import { minorUnitDigits } from "../../../shared/domain/currency.ts";
import { shiftFiscalPeriod } from "../../../shared/domain/fiscal-calendar.ts";
import type { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import { fail } from "../../../shared/errors.ts";
import type { Writer } from "../database/database.ts";
import { type Parameter, statement } from "../database/sql.ts";
import { chooseRates } from "../money/choose-rates.ts";
import convertSql from "../money/convert.sql?raw";
import { chargeSlots, fillSlots } from "./charge-slots.ts";
import accountTwinsSql from "./lines/account-twins.sql?raw";
import billingSql from "./lines/billing.sql?raw";
import billingLinesSql from "./lines/billing-lines.sql?raw";
import chargeGroupsSql from "./lines/charge-groups.sql?raw";
import checkLinesSql from "./lines/check-lines.sql?raw";
import conversionSql from "./lines/conversion.sql?raw";
import currenciesSql from "./lines/currencies.sql?raw";
import documentsSql from "./lines/documents.sql?raw";
import ledgerSql from "./lines/ledger.sql?raw";
import ledgerAccountsSql from "./lines/ledger-accounts.sql?raw";
import ledgerLinesSql from "./lines/ledger-lines.sql?raw";
import matchKeysSql from "./lines/match-keys.sql?raw";
import neededRatesSql from "./lines/needed-rates.sql?raw";
import repeatsSql from "./lines/repeats.sql?raw";
import settingsSql from "./lines/settings.sql?raw";
import unmappedSql from "./lines/unmapped.sql?raw";
import { NET_RULE, OPENING_RULE } from "./match-rules.ts";
import { bindNamed, runScript } from "./run-script.ts";

export interface RunScope {
  readonly period: string;
  readonly currency: string;
  readonly config: ReconciliationConfig;
  /** How many periods a fiscal year of the workspace has. */
  readonly perYear: number;
}

export type RunParameters = Readonly<Record<string, Parameter>>;

/** The values every script of a run may bind. */
export function runParameters(scope: RunScope): RunParameters {
  const { period, currency, config, perYear } = scope;
  const signs = config.ledgerSigns;
  const shifted = (count: number): string => shiftFiscalPeriod(period, count, perYear);
  return {
    period,
    currency,
    net_rule: NET_RULE.rule,
    opening_rule: OPENING_RULE.rule,
    period_before: shifted(-1),
    period_after: shifted(1),
    period_first: shifted(-config.timingPeriods),
    period_last: shifted(config.timingPeriods),
    accrual_text: signPattern(signs.accrualText),
    accrual_types: codeList(signs.accrualDocumentTypes),
    reversal_text: signPattern(signs.reversalText),
    reversal_types: codeList(signs.reversalDocumentTypes),
    amortisation_text: signPattern(signs.amortisationText),
    amortisation_types: codeList(signs.amortisationDocumentTypes),
    tax_text: signPattern(signs.taxText),
    tax_codes: codeList(signs.taxCodes),
  };
}

/** A list that can be bound: an empty one becomes a code no ledger has. */
function codeList(codes: readonly string[]): readonly string[] {
  return codes.length === 0 ? ["\u0000"] : codes;
}

/** A pattern that finds any of the texts where a word begins; no text finds nothing. */
function signPattern(texts: readonly string[]): string {
  const escaped = texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return escaped.length === 0 ? "[^\\s\\S]" : `(?i)(^|[^\\p{L}\\p{N}])(${escaped.join("|")})`;
}

/** Fills recon_ledger and recon_billing: every line of both sides, named, dated and converted. */
export async function prepareLines(
  writer: Writer,
  scope: RunScope,
  progress: (stage: string) => void,
): Promise<void> {
  const parameters = runParameters(scope);
  await runScript(writer, settingsSql, {
    accounts: JSON.stringify(accountRows(scope.config)),
    aliases: JSON.stringify(aliasRows(scope.config)),
    currencies: JSON.stringify(await currencyRows(writer, scope.currency)),
  });
  await refuseTwins(writer);
  await runScript(writer, ledgerAccountsSql);
  progress("Reading the bills");
  await runScript(writer, repeatsSql, parameters);
  const filled = fillSlots(chargeGroupsSql, chargeSlots(scope.config));
  await writer.run({
    text: filled.text,
    parameters: { ...bindNamed(filled.text, parameters).parameters, ...filled.parameters },
  });
  await runScript(writer, unmappedSql, parameters);
  await runScript(writer, documentsSql, parameters);
  await runScript(writer, billingSql, parameters);
  progress("Reading the ledger");
  await runScript(writer, ledgerSql, parameters);
  await runScript(writer, neededRatesSql, parameters);
  await chooseRates(writer);
  await runScript(writer, conversionSql, parameters);
  await runScript(writer, convertSql);
  await runScript(writer, billingLinesSql, parameters);
  await runScript(writer, ledgerLinesSql, parameters);
  await assertWholeInput(writer, parameters);
  await runScript(writer, matchKeysSql);
}

/** Fails as a defect when a charge or ledger line of the period is in no line, or in two. */
async function assertWholeInput(writer: Writer, parameters: RunParameters): Promise<void> {
  const { rows } = await writer.table(bindNamed(checkLinesSql, parameters));
  if (rows.length > 0) {
    throw new Error(`lines do not re-add to their input: ${rows.map(([of]) => of).join("; ")}`);
  }
}

function accountRows(config: ReconciliationConfig): Record<string, string | number | null>[] {
  const count = new Map<string, number>();
  for (const { account } of config.accounts) {
    count.set(account, (count.get(account) ?? 0) + 1);
  }
  return config.accounts.map((entry, index) => ({
    account_order: index + 1,
    code: entry.account,
    account:
      (count.get(entry.account) ?? 0) > 1 && entry.entity !== undefined
        ? `${entry.account} (${entry.entity})`
        : entry.account,
    name: entry.name ?? entry.account,
    kind: entry.kind,
    entity: entry.entity ?? null,
    basis: entry.basis,
    recognition: entry.recognition,
    owner: entry.owner ?? null,
    opening: entry.openingBalance ?? null,
  }));
}

function aliasRows(config: ReconciliationConfig): { vendor: string; alias: string }[] {
  return config.vendors.flatMap(({ vendor, aliases }) =>
    [vendor, ...aliases].map((alias) => ({ vendor, alias })),
  );
}

async function currencyRows(
  writer: Writer,
  runCurrency: string,
): Promise<{ currency: string; digits: number }[]> {
  const { rows } = await writer.table(bindNamed(currenciesSql, {}));
  const known = new Set([runCurrency, ...rows.map(([currency]) => String(currency))]);
  return [...known].sort().map((currency) => ({ currency, digits: digitsOf(currency) }));
}

function digitsOf(currency: string): number {
  try {
    return minorUnitDigits(currency);
  } catch {
    return fail(
      "reconciliation-config-invalid",
      `"${currency}" is not an ISO 4217 currency, so its amounts cannot be compared with a ledger.`,
      "Correct the currency in the source file or its mapping, then import it again.",
      { currency },
    );
  }
}

const Twins = z.object({ first_code: z.string(), second_code: z.string() });

/** Refuses two accounts that are one: a ledger that writes both ways has two. */
async function refuseTwins(writer: Writer): Promise<void> {
  const [twins] = await writer.rows(Twins, statement(accountTwinsSql));
  if (twins !== undefined) {
    fail(
      "reconciliation-config-invalid",
      `The map names account ${twins.first_code} and account ${twins.second_code}, but no ` +
        "ledger holds both: leading zeros alone do not make another account.",
      "Join both entries, or give each the entity it is for.",
      { account: twins.first_code, twin: twins.second_code },
    );
  }
}
