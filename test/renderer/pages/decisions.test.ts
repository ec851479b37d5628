import { describe, expect, test } from "vitest";
import { describeFilter } from "../../../renderer/frame/describe-filter.ts";
import { questionFor } from "../../../renderer/pages/allocation/explain-question.ts";
import { chosenValues, filterFor, toggled } from "../../../renderer/pages/charges/facet-choice.ts";
import {
  debitCreditOf,
  emptyMapping,
  indicatorOf,
  NO_INDICATOR,
  withAnswer,
  withColumn,
  withDataset,
  withDebitCredit,
  withIndicator,
  wordsOf,
} from "../../../renderer/pages/sources/mapping-draft.ts";

describe("facet filter", () => {
  test("one value is equals, several are in, empty alone is missing, nothing is no filter", () => {
    const none = { values: new Set<string | null>() };
    const one = toggled(none, "EC2", true);
    const two = toggled(one, "S3", true);
    expect(filterFor("service_name", none)).toBeNull();
    expect(filterFor("service_name", one)).toEqual({
      attribute: "service_name",
      op: "equals",
      value: "EC2",
    });
    expect(filterFor("service_name", two)).toMatchObject({ op: "in", values: ["EC2", "S3"] });
    expect(filterFor("service_name", toggled(none, null, true))?.op).toBe("missing");
  });

  test("opens with what it keeps now", () => {
    const filter = { attribute: "service_name", op: "in", values: ["a", "b"] } as const;
    const again = filterFor("service_name", chosenValues({ ...filter, values: ["a", "b"] }));
    expect(again).toEqual(filter);
  });
});

test("a chip says its filter in words", () => {
  expect(describeFilter({ attribute: "service_name", op: "equals", value: "EC2" })).toBe(
    "Service is EC2",
  );
  expect(describeFilter({ attribute: "tag:env", op: "missing" })).toBe("Tag env is empty");
  expect(describeFilter({ attribute: "service_name", op: "in", values: ["a", "b"] })).toBe(
    "Service is a or b",
  );
  expect(
    describeFilter({ attribute: "service_name", op: "not-in", values: ["a", "b", "c", "d"] }),
  ).toBe("Service is not a, b nor 2 more");
});

describe("explaining a cell", () => {
  const base = {
    scope: { period: "2026-10", basis: "effective" },
    config: {
      rows: ["service_category", "service_name"],
      columns: ["target"],
      sort: { by: "label", direction: "asc" },
      show: "amount",
    },
    filters: [],
  } as const;

  test("asks for the target and the values of its row", () => {
    const cell = {
      rowPath: ["Databases", "Snowflake"],
      columnPath: ["CC1400"],
      amount: "1",
      isOthers: false,
    };
    expect(questionFor({ ...base, cell })).toEqual({
      period: "2026-10",
      basis: "effective",
      target: "CC1400",
      where: [
        { attribute: "service_category", value: "Databases" },
        { attribute: "service_name", value: "Snowflake" },
      ],
    });
  });

  test("a total asks without target or values, a gathered row not at all", () => {
    const total = { rowPath: null, columnPath: null, amount: "1", isOthers: false };
    expect(questionFor({ ...base, cell: total })).toEqual({
      period: "2026-10",
      basis: "effective",
      where: [],
    });
    expect(questionFor({ ...base, cell: { ...total, isOthers: true } })).toBeTypeOf("string");
    expect(questionFor({ ...base, cell: null })).toBeTypeOf("string");
  });
});

describe("mapping draft", () => {
  test("another dataset keeps the fields it has too", () => {
    const ledger = withColumn(
      withColumn(emptyMapping("ledger"), "amount", "Betrag"),
      "posting_date",
      "Buchungsdatum",
    );
    expect(Object.keys(withDataset(ledger, "invoice").columns)).toEqual(["amount"]);
  });

  test("debit and credit columns take the place of one amount column", () => {
    const mapping = withDebitCredit(withColumn(emptyMapping("ledger"), "amount", "x"), "S", "H");
    expect(Object.values(mapping.columns)).not.toContain("x");
    expect(debitCreditOf(mapping)).toEqual({ debit: "S", credit: "H" });
  });

  test("a marked amount takes the place of any other, with its words for debit and credit", () => {
    const marked = withIndicator(withDebitCredit(emptyMapping("ledger"), "S", "H"), {
      ...NO_INDICATOR,
      value: "Betrag",
      indicator: "S/H",
      debitValues: wordsOf("S, Soll"),
    });
    expect(debitCreditOf(marked)).toBeNull();
    expect(indicatorOf(marked)).toEqual({
      value: "Betrag",
      indicator: "S/H",
      debitValues: ["S", "Soll"],
      creditValues: ["H"],
    });
  });

  test("an answer taken back is absent, not empty", () => {
    const answered = withAnswer(emptyMapping("ledger"), "decimal", ",");
    expect(answered.decimal).toBe(",");
    expect("decimal" in withAnswer(answered, "decimal", null)).toBe(false);
  });
});
