import fc from "fast-check";
import { expect, test } from "vitest";
import { detectAmountConvention } from "../../main/engine/imports/cells/amount-convention.ts";
import { readAmount } from "../../main/engine/imports/cells/read-amount.ts";
import { LostDigits } from "../../main/engine/imports/finance/finance-lost-digits.ts";
import { fromUnits } from "../../shared/domain/amount.ts";
import { lawRuns } from "../support/law-runs.ts";

/** A number as its digits, and how it is written. */
const literal = fc.record({
  whole: fc.oneof(
    fc.constantFrom("0", "1", "9", "12", "999", "1000", "1234", "9999999"),
    fc.stringMatching(/^[1-9][0-9]{0,24}$/),
  ),
  fraction: fc.oneof(
    fc.constantFrom("", "0", "5", "50", "123", "000000000001", "0000000000005"),
    fc.stringMatching(/^[0-9]{0,16}$/),
  ),
  decimal: fc.constantFrom("." as const, "," as const),
  group: fc.constantFrom("", ",", ".", " ", "\u00a0", "\u202f", "'", "’"),
  negative: fc.constantFrom("", "-x", "−x", "x-", "(x)", "x CR", "xCR", "x H", "- x"),
  positive: fc.constantFrom("x", "+x", "x DR", " x ", "x S"),
  currency: fc.constantFrom("", "$x", "x €", "USD x", "x USD", "€ x"),
});
type Literal = typeof literal extends fc.Arbitrary<infer T> ? T : never;

function write({ whole, fraction, decimal, group, negative, positive, currency }: Literal): string {
  const sign = group === decimal ? "" : group;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, sign);
  const number = fraction === "" ? grouped : `${grouped}${decimal}${fraction}`;
  const isSuffixed = /[A-Z]/.test(negative) || /[A-Z]/.test(positive);
  const priced = currency === "" || isSuffixed ? number : currency.replace("x", number);
  return (negative === "" ? positive : negative).replace("x", priced);
}

/** The same number by another way: one integer over a power of ten. */
function oracle({ whole, fraction, negative }: Literal): { units: bigint; lost: bigint } {
  const scale = 20;
  const digits = BigInt(whole + fraction.padEnd(scale, "0"));
  const signed = negative === "" ? digits : -digits;
  const step = 10n ** BigInt(scale - 12);
  const half = signed < 0n ? -step / 2n : step / 2n;
  const units = (signed + half) / step;
  return { units, lost: signed - units * step };
}

test("an amount reads as the number that was written, whatever its dress", () => {
  fc.assert(
    fc.property(literal, (written) => {
      const text = write(written);
      const reading = readAmount(text, { decimal: written.decimal });
      const expected = oracle(written);
      const lost = reading.kind === "value" ? reading : { lostDigits: 0n, lostScale: 0 };
      const aligned = lost.lostDigits * 10n ** BigInt(8 - lost.lostScale);
      expect({ text, kind: reading.kind }).toEqual({ text, kind: "value" });
      expect({
        text,
        units: reading.kind === "value" ? reading.units : null,
        lost: aligned,
      }).toEqual({ text, ...expected });
    }),
    { numRuns: lawRuns },
  );
});

test("a column is never decided against the sign it was written with", () => {
  const column = fc.tuple(
    fc.constantFrom("." as const, "," as const),
    fc.array(literal, { minLength: 1, maxLength: 12 }),
  );
  fc.assert(
    fc.property(column, ([decimal, literals]) => {
      const texts = literals.map((each) => write({ ...each, decimal, currency: "" }));
      const decision = detectAmountConvention(texts);
      expect(decision.kind).not.toBe("conflicting");
      expect(decision.kind === "decided" ? decision.decimal : decimal).toBe(decimal);
    }),
    { numRuns: lawRuns },
  );
});

test("stored and lost together are the text, exactly, over a whole column", () => {
  fc.assert(
    fc.property(fc.array(literal, { maxLength: 30 }), (literals) => {
      const lost = new LostDigits();
      let expected = 0n;
      for (const each of literals) {
        const reading = readAmount(write(each), { decimal: each.decimal });
        if (reading.kind === "value") {
          lost.add("amount", reading.lostDigits, reading.lostScale);
        }
        expected += oracle(each).lost;
      }
      expect(lost.entries()[0]?.lost ?? "0").toBe(
        expected === 0n && lost.entries().length === 0 ? "0" : fromUnits(expected, 20),
      );
    }),
    { numRuns: lawRuns },
  );
});

test("no text makes the reader fail, and what it reads is finite", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      for (const decimal of [".", ","] as const) {
        const reading = readAmount(text, { decimal });
        expect(["empty", "unreadable", "value"]).toContain(reading.kind);
      }
    }),
    { numRuns: lawRuns },
  );
});
