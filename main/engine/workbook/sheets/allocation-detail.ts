import { z } from "zod";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { treatmentName } from "../../../../shared/domain/treatment.ts";
import { statement } from "../../database/sql.ts";
import type { CheckPlan, PlacedTable } from "../book.ts";
import {
  amountColumn,
  countColumn,
  differenceColumn,
  quantityColumn,
  shareColumn,
  textColumn,
} from "../column.ts";
import {
  asFormula,
  constant,
  everyWithin,
  minus,
  ratio,
  rounded,
  share,
  sumIf,
} from "../formula.ts";
import { minorUnit } from "../round-column-to.ts";
import type { RowCell, Table, TableColumn } from "../table.ts";
import moves from "./allocation-moves.sql?raw";
import { defineSheet, type SheetInput } from "./define.ts";
import driverQuantities from "./driver-quantities.sql?raw";
import { entityText, type Move, MoveRow, roundMoves, shortWeights } from "./rows/round-moves.ts";

/** Charges that reach a target without passing a pool. */
export const DIRECT = "Charges";

export const allocationDetail = defineSheet({
  name: "Allocation detail",
  holds: "Every step: which rule gave which target how much, by which weight, with its rounding.",
  async load(input) {
    const { reader, close } = input;
    const found = await reader.rows(
      MoveRow,
      statement(moves, { run_id: close.allocation.run_id, basis: close.basis }),
    );
    const quantities = await reader.rows(
      z.object({ driver: z.string(), target: z.string(), quantity: z.string() }),
      statement(driverQuantities, { period: close.period }),
    );
    const known = new Map(
      quantities.map(({ driver, target, quantity }) => [`${driver}|${target}`, quantity]),
    );
    return { tables: [detailTable(input, found, known)], checks: checks(input) };
  },
});

/** A move that splits an amount among several targets belongs to one split. */
function splitOf(move: Move): string {
  const { entity, currency, stage, rule_id, pool, treatment } = move;
  const treated = treatment === null ? [] : [treatment];
  const key = [entity, currency, stage, rule_id ?? "–", pool ?? DIRECT, ...treated];
  return move.weight === move.weight_total ? [...key, move.target].join(" · ") : key.join(" · ");
}

function columns(isTreated: boolean): TableColumn[] {
  return [
    textColumn("entity", "Entity", { isNamed: true }),
    textColumn("currency", "Currency", { isNamed: true }),
    countColumn("stage", "Stage"),
    textColumn("rule", "Rule"),
    textColumn("version", "Rules version", {
      note: "The version of the stored rules that is cited; the sheet Rules holds its text.",
    }),
    ...(isTreated
      ? [
          textColumn("treatment", "Treatment", {
            note: "As the rule says, else the rule that took the charges, else the account.",
          }),
        ]
      : []),
    textColumn("pool", "From pool", {
      isNamed: true,
      note: `The pool that passed the amount on; "${DIRECT}" where it comes from charges.`,
    }),
    textColumn("target", "Target", { isNamed: true }),
    textColumn("final", "Stays", {
      isNamed: true,
      note: "yes where the amount stays; no where a later stage passes it on.",
    }),
    textColumn("driver", "Driver"),
    quantityColumn("quantity", "Driver quantity"),
    quantityColumn("weight", "Weight"),
    quantityColumn("weight_total", "of total"),
    shareColumn("share", "Share", { width: 11 }),
    amountColumn("taken", "Amount split", { note: "Σ of the moves of the same split." }),
    amountColumn("amount", "Amount", { isNamed: true }),
    differenceColumn("rounding", "Rounding", {
      isNamed: true,
      note: "Amount less its exact share of the amount split.",
    }),
    textColumn("split", "Split", {
      width: 52,
      isNamed: true,
      note: "Moves that share one amount carry the same text.",
    }),
  ];
}

function detailTable(
  input: SheetInput,
  found: readonly Move[],
  quantities: ReadonlyMap<string, string>,
): Table {
  const amounts = roundMoves(input, found);
  const weights = shortWeights(found, splitOf);
  const isTreated = found.some(({ treatment }) => treatment !== null);
  const version = input.close.allocation.rule_set_id.slice(0, 12);
  const drivers = new Map(
    input.close.allocation.ruleSet.rules.map((rule) => [
      rule.id,
      rule.method === "by-driver" ? rule.driver : null,
    ]),
  );
  return {
    name: "Moves",
    columns: columns(isTreated),
    rows: found.map((move, row): RowCell[] => {
      const driver = drivers.get(move.rule_id ?? "") ?? null;
      const quantity = driver === null ? undefined : quantities.get(`${driver}|${move.target}`);
      const short = weights[row] ?? { weight: 0n, total: 0n };
      return [
        entityText(move.entity),
        move.currency,
        move.stage,
        move.rule_id ?? "–",
        version,
        ...(isTreated ? [treatmentName(move.treatment)] : []),
        move.pool ?? DIRECT,
        move.target,
        move.is_final ? "yes" : "no",
        driver,
        quantity === undefined ? null : toUnits(quantity),
        short.weight,
        short.total,
        ...formulas(input, minorUnitDigits(move.currency), amounts[row] ?? 0n),
        splitOf(move),
      ];
    }),
    digits: (row) => minorUnitDigits(found[row]?.currency ?? input.close.currency),
  };
}

/** Share, amount split, amount and rounding of one move. */
function formulas({ book }: SheetInput, digits: number, amount: bigint): RowCell[] {
  return [
    (at) => asFormula(ratio(at("weight"), at("weight_total"), 6)),
    (at) => {
      const own = book.table("Moves");
      const ofSplit = [own.column("split"), at("split")] as const;
      return asFormula(rounded(sumIf(own.column("amount"), ofSplit), digits));
    },
    amount,
    (at) => {
      const exact = share(at("taken"), at("weight"), at("weight_total"), digits);
      return asFormula(rounded(minus(at("amount"), exact), digits));
    },
  ];
}

function checks({ book }: SheetInput): (() => CheckPlan)[] {
  return [
    () => {
      const moves = book.table("Moves");
      const limit = constant(roundingLimit(moves));
      return {
        check: `No amount is further than ${limit.text} from its share`,
        holds: everyWithin(moves.column("rounding"), limit),
        detail: `${moves.table.rows.length} moves`,
      };
    },
  ];
}

/** One minor unit for each move of the largest split, in the currency with the largest unit. */
function roundingLimit(moves: PlacedTable): bigint {
  const sizes = new Map<unknown, number>();
  for (const split of moves.column("split").values) {
    sizes.set(split, (sizes.get(split) ?? 0) + 1);
  }
  const largest = Math.max(1, ...sizes.values());
  const digits = Math.min(4, ...moves.table.rows.map((_, row) => moves.digitsOf("amount", row)));
  return BigInt(largest) * minorUnit(digits);
}
