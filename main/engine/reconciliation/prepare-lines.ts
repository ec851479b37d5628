import { z } from "zod";
import { minorUnitDigits } from "../../../shared/domain/currency.ts";
import { shiftPeriod } from "../../../shared/domain/period.ts";
import type { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import { fail } from "../../../shared/errors.ts";
import type { Writer } from "../database/database.ts";
import type { Parameter } from "../database/sql.ts";
import convertSql from "../money/convert.sql?raw";
import { chargeSlots, fillSlots } from "./charge-slots.ts";
import billingSql from "./lines/billing.sql?raw";
import billingLinesSql from "./lines/billing-lines.sql?raw";
import chargeGroupsSql from "./lines/charge-groups.sql?raw";
import conversionSql from "./lines/conversion.sql?raw";
import currenciesSql from "./lines/currencies.sql?raw";
import documentsSql from "./lines/documents.sql?raw";
import ledgerSql from "./lines/ledger.sql?raw";
import ledgerLinesSql from "./lines/ledger-lines.sql?raw";
import matchKeysSql from "./lines/match-keys.sql?raw";
import missingRatesSql from "./lines/missing-rates.sql?raw";
import repeatsSql from "./lines/repeats.sql?raw";
import settingsSql from "./lines/settings.sql?raw";
import unmappedSql from "./lines/unmapped.sql?raw";
import { NET_RULE } from "./match-rules.ts";
import { bindNamed, runScript } from "./run-script.ts";

export interface RunScope {
  readonly period: string;
  readonly currency: string;
  readonly config: ReconciliationConfig;
}

export type RunParameters = Readonly<Record<string, Parameter>>;

/** The values every script of a run may bind. */
export function runParameters({ period, currency, config }: RunScope): RunParameters {
  const signs = config.ledgerSigns;
  return {
    period,
    currency,
    net_rule: NET_RULE.rule,
    period_before: shiftPeriod(period, -1),
    period_after: shiftPeriod(period, 1),
    period_first: shiftPeriod(period, -config.timingPeriods),
    period_last: shiftPeriod(period, config.timingPeriods),
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
  await refuseMissingRates(writer, parameters);
  await runScript(writer, conversionSql, parameters);
  await runScript(writer, convertSql);
  await runScript(writer, billingLinesSql, parameters);
  await runScript(writer, ledgerLinesSql, parameters);
  await runScript(writer, matchKeysSql);
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

const MissingRate = z.object({
  from_currency: z.string(),
  rate_type: z.string(),
  inverse: z.boolean(),
});

async function refuseMissingRates(writer: Writer, parameters: RunParameters): Promise<void> {
  const [missing] = await writer.rows(MissingRate, bindNamed(missingRatesSql, parameters));
  if (missing === undefined) {
    return;
  }
  const to = String(parameters["currency"]);
  const period = String(parameters["period"]);
  const from = missing.from_currency;
  fail(
    "exchange-rate-missing",
    `No ${missing.rate_type} rate from ${from} to ${to} for ${period} is loaded` +
      `${missing.inverse ? `; a rate from ${to} to ${from} is, and is never turned round` : ""}.`,
    `Import a rate file with a row ${from}, ${to}, ${missing.rate_type} dated in ${period}.`,
    { from, to, period, type: missing.rate_type },
  );
}
