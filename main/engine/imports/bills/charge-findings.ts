import {
  AMOUNT_SCALE,
  divideHalfAwayFromZero,
  fromUnits,
  readDecimal,
} from "../../../../shared/domain/amount.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import type { Reader } from "../../database/database.ts";
import { damagedText, EXPORT_WITHOUT_SPREADSHEET } from "../cells/damaged-code.ts";
import { cellsHave, type LostFraction } from "../cells/lost-fraction.ts";
import { type CheckedRows, checkRules } from "../conformance/check-conformance.ts";
import { chargeRows } from "../conformance/checked-rows.ts";
import { focusFindings, ruleFindings } from "../conformance/conformance-findings.ts";
import { costRules } from "../conformance/cost-rules.ts";
import type { FocusVersion } from "../conformance/focus-columns.ts";
import type { StagedFile } from "../loaded-file.ts";
import type { ChargePlan } from "./charge-plan.ts";
import { damagedColumns } from "./damaged-codes.ts";
import type { LoadedCharges } from "./load-charges.ts";

const COSTS = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"] as const;

/** What a person should know about a billing file that was read. */
export async function chargeFindings(
  reader: Reader,
  staged: StagedFile,
  plan: ChargePlan,
  loaded: LoadedCharges,
  version: FocusVersion | null,
): Promise<Finding[]> {
  const build = finder(staged);
  const focusOf = new Map(plan.columns.map(({ column }) => [column.name, column.focus]));
  const findings: Finding[] = [];
  for (const [column, lost] of loaded.lost) {
    findings.push(lostFinding(build, focusOf.get(column) ?? column, lost));
  }
  for (const [name, cells] of loaded.unread) {
    const column = plan.columns.find((planned) => planned.column.name === name)?.column;
    const isDate = column?.kind === "timestamp";
    findings.push({
      ...build(isDate ? "date-unreadable" : "quantity-unreadable", "warning", cells),
      column: column?.focus ?? name,
      found:
        cells === 1
          ? `1 cell that is no ${isDate ? "date" : "number"}`
          : `${cells} cells that are no ${isDate ? "dates" : "numbers"}`,
      expected: `a ${isDate ? "date" : "number"} or an empty cell`,
      remedy: "They are kept as empty; costs and their periods are not affected.",
    });
  }
  findings.push(...billFindings(build, loaded));
  findings.push(...basisFindings(build, plan, loaded), ...encodingFindings(build, staged));
  return [...findings, ...(await conformanceFindings(reader, staged, plan, version))];
}

type Build = ReturnType<typeof finder>;

function finder({ sourceFileId, name }: StagedFile) {
  return (code: string, severity: Finding["severity"], count: number) => ({
    code,
    severity,
    sourceFileId,
    file: name,
    row: null,
    column: null,
    count,
    amountAtStake: null,
    currency: null,
  });
}

/** What is to be said of a provider's own bill: what was left out of it and why, and the rest. */
function billFindings(build: Build, { leftOut, remarks, extra }: LoadedCharges): Finding[] {
  const split: Finding[] =
    extra === 0
      ? []
      : [
          {
            ...build("records-split", "note", extra),
            found: "records that are more than one charge",
            expected: "one charge per record",
            remedy: "Nothing to do: what a record holds beside its own cost is a charge as well.",
          },
        ];
  return [
    ...leftOut.map(
      ({ reason, records, unread, amount, currency, column }): Finding => ({
        ...build("records-skipped", "note", records),
        column: column === "" ? null : column,
        found:
          `${records} ${records === 1 ? "record" : "records"} skipped: ${reason}` +
          (unread === 0 || !column ? "" : `; ${column} of ${unread} cannot be read`),
        expected: "every record is loaded, rejected, blank or skipped for a stated reason",
        remedy: "Nothing to do if the reason holds; the amount beside it is not in the charges.",
        amountAtStake: amount === null ? null : amountOf(amount),
        currency: currency === "" ? null : currency,
      }),
    ),
    ...split,
    ...remarks.map(
      ({ code, severity, count, ...said }): Finding => ({
        ...build(code, severity, count),
        ...said,
      }),
    ),
  ];
}

/** At stake stands with twelve decimals at most; the exact digits stand in the file. */
function amountOf(text: string): string {
  const read = readDecimal(text);
  return read.kind === "value" ? fromUnits(read.units) : text;
}

/** At stake is what was lost, rounded itself; the exact amount stands in the text. */
function lostFinding(build: Build, column: string, lost: LostFraction): Finding {
  const { digits, scale } = lost.total;
  const difference = fromUnits(digits, scale);
  const divisor = 10n ** BigInt(Math.max(0, scale - AMOUNT_SCALE));
  return {
    ...build("amount-digits-lost", "note", lost.cells),
    column,
    found: `${cellsHave(lost.cells)} more than 12 decimals; text − stored is ${difference}`,
    expected: "at most 12 decimals",
    remedy: "Nothing to do: they are stored rounded half away from zero.",
    amountAtStake: fromUnits(divideHalfAwayFromZero(digits, divisor)),
  };
}

/** A basis the file does not carry, or not for every charge: empty costs count as nothing. */
function basisFindings(build: Build, plan: ChargePlan, { table }: LoadedCharges): Finding[] {
  return COSTS.flatMap((cost): Finding[] => {
    const basis = cost.replace("_cost", "");
    const planned = plan.columns.find(({ column }) => column.name === cost);
    if (planned === undefined) {
      return [
        {
          ...build("cost-basis-missing", "warning", table.records),
          column: FOCUS_COST[cost],
          found: `no column ${FOCUS_COST[cost]}`,
          expected: `a cost on the ${basis} basis for every charge`,
          remedy: `Work on another basis; on the ${basis} basis its charges count as nothing.`,
        },
      ];
    }
    const filled = table.groups.reduce((sum, { sums }) => sum + (sums.get(cost)?.cells ?? 0), 0);
    const empty = table.records - filled;
    return empty === 0
      ? []
      : [
          {
            ...build("cost-empty", "warning", empty),
            column: planned.column.focus,
            found: `${empty} charges without a cost on the ${basis} basis`,
            expected: "a cost for every charge",
            remedy: `On the ${basis} basis these charges count as nothing.`,
          },
        ];
  });
}

const FOCUS_COST: Readonly<Record<(typeof COSTS)[number], string>> = {
  billed_cost: "BilledCost",
  effective_cost: "EffectiveCost",
  contracted_cost: "ContractedCost",
  list_cost: "ListCost",
};

function encodingFindings(build: Build, { encoding }: StagedFile): Finding[] {
  if (encoding === null || encoding.startsWith("utf-")) {
    return [];
  }
  return [
    {
      ...build("encoding-guessed", "note", 1),
      found: `text in ${encoding}`,
      expected: "UTF-8",
      remedy: "Check a name with an accent; state encoding in a mapping if it is wrong.",
    },
  ];
}

/** By every rule for a bill that is FOCUS, and by those about costs for any other one. */
async function conformanceFindings(
  reader: Reader,
  staged: StagedFile,
  plan: ChargePlan,
  version: FocusVersion | null,
): Promise<Finding[]> {
  const present = new Set(["billed_cost", ...ownColumns(plan)]);
  const rows = chargeRows(staged.sourceFileId, present);
  const found =
    version === null
      ? ruleFindings(staged, await checkRules(reader, rows, costRules))
      : await focusFindings(reader, staged, rows, { dataset: "Cost and Usage", version });
  return [...(await damagedFindings(reader, finder(staged), plan, rows)), ...found];
}

async function damagedFindings(
  reader: Reader,
  build: Build,
  plan: ChargePlan,
  rows: CheckedRows,
): Promise<Finding[]> {
  const damaged = await damagedColumns(reader, rows);
  return damaged.map(({ column: name, charges, text }) => {
    const column = plan.columns.find((planned) => planned.column.name === name)?.column;
    return {
      ...build("code-damaged", "blocking", charges),
      column: column?.focus ?? name,
      found: damagedText(text, charges),
      expected: "codes in full; different ones look alike when their last digits are gone",
      remedy: EXPORT_WITHOUT_SPREADSHEET,
    };
  });
}

/** The columns a file has itself: ProviderName may be a copy of its ServiceProviderName. */
function ownColumns({ columns }: ChargePlan): string[] {
  const from = (name: string) => columns.find(({ column }) => column.name === name)?.source;
  const [provider, service] = [from("provider_name"), from("service_provider_name")];
  const isCopy =
    provider?.kind === "column" && service?.kind === "column" && provider.index === service.index;
  const names = columns.map(({ column }) => column.name);
  return names.filter((name) => !(isCopy && name === "provider_name"));
}
