import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { UNALLOCATED } from "../../../shared/domain/allocation-rule.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import { assertKept } from "../queries/allocated-attribute.ts";
import { targetOfCell } from "./compile-cell.ts";
import { assertFilters } from "./explain/assert-filters.ts";
import { explainCell } from "./explain/explain-cell.ts";
import { checkRules, currentRules, rulesOrFail, saveRules } from "./rules/rule-set-store.ts";
import { rulesInOrder } from "./rules/rule-targets.ts";
import { chooseCurrency, latestRun, loadResult, rulesOfRun, totalsOf } from "./runs/load-result.ts";
import { isStale } from "./runs/stale-run.ts";

export const allocationHandlers: Handlers<Contract, EngineContext>["allocation"] = {
  async rules({ database }) {
    const current = await database.read(currentRules);
    return current === null
      ? { ruleSetId: null, version: 0, text: "", rules: null }
      : {
          ruleSetId: current.ruleSetId,
          version: current.version,
          text: current.text,
          rules: current.ruleSet,
        };
  },
  async check(context, { text }) {
    const read = await checkRules(context, text);
    return read.ok ? { ok: true, problems: [] } : { ok: false, problems: [...read.problems] };
  },
  async save(context, { text }) {
    const ruleSet = rulesOrFail(await checkRules(context, text));
    const saved = await context.change("save-allocation-rules", (change) =>
      saveRules(change, text, ruleSet),
    );
    return { ruleSetId: saved.ruleSetId, version: saved.version };
  },
  async result({ database }, { period, basis, currency }) {
    return database.read(async (reader) => {
      const run = await latestRun(reader, period);
      return run === null
        ? { result: null, isStale: false }
        : {
            result: await loadResult(reader, run, { basis, currency }),
            isStale: await isStale(reader, run),
          };
    });
  },
  async explain({ database }, { period, basis, currency: wanted, target, where, filters }) {
    return database.read(async (reader) => {
      const run = await latestRun(reader, period);
      if (run === null) {
        return fail("run-not-found", `${period} was not allocated yet.`, "Run the allocation.");
      }
      const totals = await totalsOf(reader, run.run_id);
      const currency = await chooseCurrency(reader, totals, period, { basis, currency: wanted });
      const { ruleSet, ruleSetId, version } = await rulesOfRun(reader, run);
      const names = new Map(ruleSet.targets.map(({ code, name }) => [code, name ?? code]));
      const code = targetOfCell(target, where);
      if (code !== null && code !== UNALLOCATED && !names.has(code)) {
        fail(
          "target-missing",
          `"${code}" is no target of the run.`,
          `Choose one of: ${[...names.keys(), UNALLOCATED].join(", ")}.`,
        );
      }
      await assertFilters(reader, filters);
      const asked = [...where, ...filters].map(({ attribute }) => attribute);
      await assertKept(reader, asked, [run.run_id]);
      const cell = { runId: run.run_id, basis, currency, target: code, where, filters };
      const rules = rulesInOrder(ruleSet, period);
      const explained = { period, rules, ruleSetId, version };
      const explanation = await explainCell(reader, cell, explained, names);
      return { ...explanation, isStale: await isStale(reader, run) };
    });
  },
};
