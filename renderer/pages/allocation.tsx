import { useEffect, useMemo, useState } from "react";
import type { AllocationResult } from "../../shared/contract/allocation.ts";
import { type Command, useOfferCommands } from "../commands.ts";
import type { PivotConfig } from "../grid/pivot-config.ts";
import { useStore } from "../store/index.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { percentOf, plural } from "../ui/format-amount.ts";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { tell, tellError } from "../ui/toaster.tsx";
import { isFirstLoad, useAnswer, useEngine } from "../use-engine.ts";
import { type PeriodScope, usePeriodScope } from "../use-workspace.ts";
import { allocationMessage, filteredMessage } from "./allocation/allocation-message.ts";
import { AllocationPivot, START_LAYOUT } from "./allocation/allocation-pivot.tsx";
import type { FilteredSums } from "./allocation/largest-unallocated.ts";
import { RulesDialog } from "./allocation/rules-dialog.tsx";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";

export const allocationPage: Page = {
  path: "allocation",
  title: "Allocation",
  component: Allocation,
  useRailNote: useAllocationNote,
};

function Allocation() {
  const scope = usePeriodScope();
  return scope === null ? (
    <PageFrame title="Allocation">
      <EmptyNote>
        Gives every charge to the people who consume it, once bills are imported on Sources.
      </EmptyNote>
    </PageFrame>
  ) : (
    <PeriodAllocation scope={scope} />
  );
}

function PeriodAllocation({ scope }: { scope: PeriodScope }) {
  const answer = useAnswer("allocation.result", scope);
  const { run, isRunning } = useRun(scope);
  const [showsRules, setShowsRules] = useState(false);
  const [layout, setLayout] = useState<PivotConfig>(START_LAYOUT);
  const [largest, setLargest] = useState<string | null>(null);
  const [filtered, setFiltered] = useState<FilteredSums | null>(null);
  const result = answer.value?.result ?? null;
  const isStale = answer.value?.isStale === true;
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: "run-rules", title: "Run the rules", group: "This page", shortcut: "Mod+Enter", run },
      {
        id: "edit-rules",
        title: "Edit the rules",
        group: "This page",
        shortcut: "E",
        run: () => setShowsRules(true),
      },
    ],
    [run],
  );
  useOfferCommands(commands);
  useConservationNote(result, isStale);
  return (
    <PageFrame
      title="Allocation"
      message={messageOf(result, largest, filtered)}
      actions={
        <>
          {isStale ? <Badge tone="warn">inputs changed since this run</Badge> : null}
          <Button onClick={() => setShowsRules(true)}>Rules</Button>
          <Button tone="primary" disabled={isRunning} onClick={run}>
            Run
          </Button>
        </>
      }
    >
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) ? <LoadingNote what="the allocation" /> : null}
      {answer.value !== undefined && result === null ? (
        <EmptyNote
          action={
            <Button tone="primary" disabled={isRunning} onClick={run}>
              Run the rules for {scope.period}
            </Button>
          }
        >
          Allocation gives every charge of {scope.period} to the people who consume it, and says
          what has no owner yet.
        </EmptyNote>
      ) : null}
      {result === null ? null : (
        <AllocationPivot
          scope={scope}
          result={result}
          config={layout}
          setConfig={setLayout}
          onUnallocated={setLargest}
          onFiltered={setFiltered}
        />
      )}
      {showsRules ? <RulesDialog onClose={() => setShowsRules(false)} onRun={run} /> : null}
    </PageFrame>
  );
}

function messageOf(
  result: AllocationResult | null,
  largest: string | null,
  filtered: FilteredSums | null,
): string | null {
  if (result === null) {
    return null;
  }
  return filtered === null ? allocationMessage(result, largest) : filteredMessage(result, filtered);
}

/** Runs the rules for the period; the outcome is told, the page follows by itself. */
function useRun(scope: PeriodScope): { readonly run: () => void; readonly isRunning: boolean } {
  const engine = useEngine();
  const isRunning = useStore((state) => state.job !== null);
  const run = useMemo(
    () => () => {
      const start = async (): Promise<void> => {
        const outcome = await engine.runJob("allocate", scope);
        if (outcome.ok) {
          const { rules, findings } = outcome.value;
          const notes = findings.length === 0 ? "" : `, ${plural(findings.length, "finding")}`;
          tell(`Allocated ${scope.period}`, `${plural(rules.length, "rule")} ran${notes}.`);
        } else {
          tellError(outcome.error);
        }
      };
      void start();
    },
    [engine, scope],
  );
  return { run, isRunning };
}

function useConservationNote(result: AllocationResult | null, isStale: boolean): void {
  const setStatusNote = useStore((state) => state.setStatusNote);
  useEffect(() => {
    if (result === null) {
      setStatusNote(null);
    } else if (isStale) {
      setStatusNote({ text: "Inputs changed since this run", tone: "warn" });
    } else {
      setStatusNote({
        text: result.conserved ? "Σ in = Σ allocated + Σ unallocated" : "Σ in ≠ Σ out",
        tone: result.conserved ? "good" : "bad",
      });
    }
  }, [result, isStale, setStatusNote]);
}

function useAllocationNote(): RailNote {
  const scope = usePeriodScope();
  const answer = useAnswer("allocation.result", scope);
  const result = answer.value?.result;
  if (result === undefined || result === null) {
    return NO_NOTE;
  }
  const percent = percentOf(result.totals.allocated, result.totals.in);
  const isStale = answer.value?.isStale === true;
  return {
    tone: isStale ? "warn" : "good",
    note: percent === null ? "" : `${percent} %`,
    state: `${percent ?? "0"} percent allocated${isStale ? ", inputs changed since" : ""}`,
  };
}
