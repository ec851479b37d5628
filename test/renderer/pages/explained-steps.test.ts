import { describe, expect, test } from "vitest";
import { explainedSteps } from "../../../renderer/pages/allocation/explained-steps.ts";
import { shareText } from "../../../renderer/pages/allocation/way-list.tsx";
import type { Explanation } from "../../../shared/contract/allocation.ts";

type Step = Explanation["steps"][number];

const charges = (label: string, amount: string): Step => ({
  kind: "charges",
  label,
  detail: 'taken by "x"',
  amount,
  share: null,
});
const split = (kind: Step["kind"], label: string, detail: string, amount: string): Step => ({
  kind,
  label,
  detail,
  amount,
  share: null,
});
const ALL = "gives everything to one target; everything goes to ";
const BY_HOURS = "gives every target its part of a driver's quantity in the period; ";

/** A direct way, a pool that another pool fills, and a rounding. */
const STEPS: readonly Step[] = [
  charges("2 charges", "10"),
  split("rule", "Tagged", `${ALL}CC1`, "0"),
  charges("3 charges", "300"),
  split("rule", "Untagged", `${ALL}BASE`, "0"),
  split(
    "stage",
    'Pool "BASE": By hours',
    `${BY_HOURS}DESK has 1 of 3 (33.33 %): 100 of 300`,
    "-200",
  ),
  charges("1 charge", "50"),
  split("rule", "Seats", `${ALL}DESK`, "0"),
  split(
    "stage",
    'Pool "DESK": By tickets',
    `${BY_HOURS}CC1 has 1 of 4 (25.00 %), 5 tickets of "tickets" in q.csv row 8: 37.499999 of 150`,
    "-112.500001",
  ),
  split("rounding", "Rounding", "largest remainder", "0.000001"),
];
const explanation = (steps: readonly Step[], amount: string): Explanation => ({
  title: "All charges → Cloud",
  amount,
  currency: "USD",
  steps: [...steps],
  files: [],
  ties: true,
});

describe("explain this number", () => {
  const explained = explainedSteps(explanation(STEPS, "47.5"));

  test("ways add up to the cell, the largest first, with what filled each pool below it", () => {
    expect(explained?.ways.map(({ label, reached }) => [label, reached])).toEqual([
      ['Pool "DESK": By tickets', "37.499999"],
      ["Tagged", "10"],
    ]);
    const [desk] = explained?.ways ?? [];
    expect(desk?.from.map(({ label, reached }) => [label, reached])).toEqual([
      ['Pool "BASE": By hours', "100"],
      ["Seats", "50"],
    ]);
    expect(desk?.from[0]?.from.map(({ label }) => label)).toEqual(["Untagged"]);
    expect(explained?.rounding).toBe("0.000001");
  });

  test("says what reached whom in percent, and what was passed on", () => {
    const [desk, tagged] = explained?.ways ?? [];
    const name = (target: string): string => (target === "CC1" ? "Cloud" : target);
    expect(desk === undefined ? "" : shareText(desk, name, "USD")).toBe(
      "150.00 in the pool: 25.00\u00a0% reached Cloud, 112.50 passed on to others",
    );
    expect(desk?.driver).toBe('5 tickets of "tickets" in q.csv row 8');
    expect(tagged === undefined ? "" : shareText(tagged, name, "USD")).toBe(
      "2 charges of 10.00: all reached Cloud",
    );
  });

  test("a part of a last decimal is not told as passed on", () => {
    const steps = [
      charges("31 charges", "4662.43"),
      split(
        "driver",
        "Tickets",
        `${BY_HOURS}all targets has a share that differs`,
        "-0.000000000001",
      ),
      split("rounding", "Rounding", "", "0.000000000001"),
    ];
    const [way] = explainedSteps(explanation(steps, "4662.43"))?.ways ?? [];
    expect(way === undefined ? "" : shareText(way, (target) => target, "USD")).toBe(
      "31 charges of 4,662.43: all reached all targets",
    );
  });

  test("steps that do not add up are not folded", () => {
    expect(explainedSteps(explanation(STEPS, "48"))).toBeNull();
  });
});
