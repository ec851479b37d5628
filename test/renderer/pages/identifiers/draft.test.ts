import { expect, test } from "vitest";
import {
  draftOf,
  EMPTY_ALIAS,
  EMPTY_ENTRY,
  movedUp,
  readDraft,
} from "../../../../renderer/pages/identifiers/draft.ts";
import type { Identifiers } from "../../../../shared/domain/identifiers.ts";

const STORED: Identifiers = {
  cost_centre: {
    sources: [
      { attribute: "tag:cc" },
      { attribute: "sub_account_id", map: [{ is: "1", gives: "A", to: "2026-06" }] },
    ],
    aliases: { A: ["a 1", "a, 2"], B: ["b"] },
  },
  owner: { sources: [{ attribute: "tag:owner" }], aliases: {} },
};

test("a definition that is opened and not touched is the same", () => {
  const draft = draftOf(STORED.cost_centre);
  expect(readDraft(STORED, "cost_centre", draft)).toEqual({ identifiers: STORED, problems: [] });
});

test("lines nothing is written in do not count", () => {
  const draft = draftOf(STORED.cost_centre);
  const places = draft.places.map((place) =>
    place.map === null ? place : { ...place, map: [...place.map, EMPTY_ENTRY] },
  );
  const wider = { places, aliases: [...draft.aliases, EMPTY_ALIAS] };
  expect(readDraft(STORED, "cost_centre", wider).identifiers).toEqual(STORED);
});

test("without places and aliases an identifier is taken out", () => {
  const nothing = { places: [], aliases: [] };
  expect(readDraft(STORED, "owner", nothing).identifiers).toEqual({
    cost_centre: STORED.cost_centre,
  });
});

test.each([
  [{ is: "1", gives: "", from: "", to: "" }, "Place 1, line 1, Stands for: nothing is"],
  [
    { is: "1", gives: "A", from: "June", to: "" },
    'Place 1, line 1, First month: "June" is there; a period is written',
  ],
  [{ is: "1", gives: "A", from: "2026-06", to: "2026-05" }, "ends in 2026-05, before it begins"],
])("%j is said to be wrong in a sentence", (entry, says) => {
  const draft = { places: [{ attribute: "sub_account_id", map: [entry] }], aliases: [] };
  const read = readDraft(STORED, "owner", draft);
  expect(read.identifiers).toBeNull();
  expect(read.problems.join(" ")).toContain(says);
});

test("a line keeps its number beside empty ones, and a clash names its months", () => {
  const map = [
    { is: "1", gives: "A", from: "2026-03", to: "" },
    EMPTY_ENTRY,
    { is: "1", gives: "B", from: "", to: "2026-05" },
  ];
  const draft = { places: [{ attribute: "sub_account_id", map }], aliases: [] };
  expect(readDraft(STORED, "owner", draft).problems).toEqual([
    'Place 1, line 3: "1" gives "A" and "B" from 2026-03 to 2026-05.',
  ]);
});

test.each([
  [[{ written: "a", name: "" }], "lacks its name"],
  [[{ written: "a", name: "A" }], "add a place"],
])("%j without a place or a name is refused", (aliases, says) => {
  const read = readDraft({}, "owner", { places: [], aliases });
  expect(read.problems.join(" ")).toContain(says);
});

test("an empty list of values is refused", () => {
  const draft = { places: [{ attribute: "tag:x", map: [EMPTY_ENTRY] }], aliases: [] };
  expect(readDraft({}, "owner", draft).problems).toEqual(["Place 1: nothing is written there."]);
});

test("the first of a list stays where it is moved up", () => {
  expect(movedUp(["a", "b"], 0)).toEqual(["a", "b"]);
  expect(movedUp(["a", "b"], 1)).toEqual(["b", "a"]);
});
