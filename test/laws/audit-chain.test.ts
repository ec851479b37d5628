import fc from "fast-check";
import { expect, test } from "vitest";
import { statement } from "../../main/engine/database/sql.ts";
import { firstBrokenSequence } from "../../main/engine/workspace/audit-trail.ts";
import { lawRuns } from "../support/law-runs.ts";
import { openEngine } from "../support/open-engine.ts";

const EVENTS = 12;
const FIELDS = [
  "operation_id",
  "recorded_at",
  "actor",
  "action",
  "subject",
  "detail",
  "previous_hash",
  "hash",
] as const;

const tamper = fc.oneof(
  fc.record({
    kind: fc.constant("edit" as const),
    sequence: fc.integer({ min: 1, max: EVENTS }),
    field: fc.constantFrom(...FIELDS),
  }),
  fc.record({
    kind: fc.constant("delete" as const),
    sequence: fc.integer({ min: 1, max: EVENTS - 1 }),
  }),
  fc.record({
    kind: fc.constant("swap" as const),
    sequence: fc.integer({ min: 1, max: EVENTS - 1 }),
  }),
);

function tamperSql(change: typeof tamper extends fc.Arbitrary<infer T> ? T : never): string[] {
  const at = change.sequence;
  switch (change.kind) {
    case "edit":
      return [
        `update audit_event set ${change.field} = ${change.field} || 'x' where sequence = ${at}`,
      ];
    case "delete":
      return [
        `delete from audit_event where sequence = ${at}`,
        `update audit_event set sequence = sequence - 1 where sequence > ${at}`,
      ];
    case "swap":
      return [
        `update audit_event set sequence = -1 where sequence = ${at}`,
        `update audit_event set sequence = ${at} where sequence = ${at + 1}`,
        `update audit_event set sequence = ${at + 1} where sequence = -1`,
      ];
  }
}

class Undo extends Error {}

test("every edit, deletion and reordering is found, at the first broken event", async () => {
  const { context } = await openEngine();
  for (let count = 0; count < EVENTS; count += 1) {
    await context.change("test", ({ audit }) =>
      audit({ action: "import", subject: `file-${count}`, detail: { rows: count } }),
    );
  }
  expect(await context.database.read(firstBrokenSequence)).toBeNull();
  await fc.assert(
    fc.asyncProperty(tamper, async (change) => {
      let broken: number | null = null;
      const tampered = context.database.write({ id: "t", kind: "test" }, async (writer) => {
        for (const text of tamperSql(change)) {
          await writer.run(statement(text));
        }
        broken = await firstBrokenSequence(writer);
        throw new Undo();
      });
      await expect(tampered).rejects.toThrow(Undo);
      expect(broken).toBe(change.sequence);
    }),
    { numRuns: lawRuns },
  );
});
