import { useCallback, useEffect, useMemo, useState } from "react";
import type { VarianceResult } from "../../shared/contract/variance.ts";
import type { VarianceConvention } from "../../shared/domain/variance-effect.ts";
import { attributeLabel } from "../attribute-label.ts";
import { type Command, useOfferCommands } from "../commands.ts";
import type { CallInput } from "../engine-client.ts";
import { useStore } from "../store/index.ts";
import { Button } from "../ui/button.tsx";
import { fullIn, plural, spellAmount } from "../ui/format-amount.ts";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { SelectBox } from "../ui/select-box.tsx";
import { tellError } from "../ui/toaster.tsx";
import { isFirstLoad, useAnswer, useEngine } from "../use-engine.ts";
import { type PeriodScope, usePeriodScope } from "../use-workspace.ts";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";
import { BridgePanel } from "./variance/bridge-panel.tsx";
import { EffectGrid } from "./variance/effect-grid.tsx";

export const variancePage: Page = {
  path: "variance",
  title: "Variance",
  component: Variance,
  useRailNote: useVarianceNote,
};

type VarianceInput = CallInput<"variance.result">;

const CONVENTIONS: readonly { value: VarianceConvention; label: string }[] = [
  { value: "symmetric", label: "Symmetric" },
  { value: "standard-cost", label: "Standard cost" },
];
const DIMENSIONS = [
  "service_name",
  "service_category",
  "provider_name",
  "sub_account_name",
  "region_name",
  "charge_category",
  "entity",
];

function Variance() {
  const scope = usePeriodScope();
  const compare = useStore((state) => state.compare);
  if (scope === null || compare === null) {
    return (
      <PageFrame title="Variance">
        <EmptyNote>
          {scope === null
            ? "Explains why cost moved between two periods, once bills are imported on Sources."
            : "Choose a period to compare with in the bar above."}
        </EmptyNote>
      </PageFrame>
    );
  }
  return <PeriodVariance scope={scope} compare={compare} />;
}

function PeriodVariance({ scope, compare }: { scope: PeriodScope; compare: string }) {
  const [convention, setConvention] = useState<VarianceConvention>("symmetric");
  const [by, setBy] = useState("service_name");
  const input = useVarianceInput(scope, compare, convention, by);
  const answer = useAnswer("variance.result", input);
  const { explain, isRunning } = useExplain();
  const result = answer.value?.result ?? null;
  const start = useCallback(() => explain(input), [explain, input]);
  const isMissing = answer.value !== undefined && !answer.isLoading && result === null;
  const isAsked = useExplainedBefore(result !== null);
  // Another convention or dimension of a change that is on screen is explained at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per question.
  useEffect(() => {
    if (isMissing && isAsked && !isRunning) {
      start();
    }
  }, [isMissing, input]);
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: "explain",
        title: "Explain the change",
        group: "This page",
        shortcut: "Mod+Enter",
        run: start,
      },
    ],
    [start],
  );
  useOfferCommands(commands);
  useResidualNote(result);
  return (
    <PageFrame
      title="Variance"
      message={result?.message ?? null}
      actions={
        <>
          <SelectBox
            label="Convention"
            isLabelHidden
            value={convention}
            options={CONVENTIONS}
            onChange={setConvention}
          />
          <SelectBox
            label="By"
            value={by}
            options={DIMENSIONS.map((value) => ({ value, label: attributeLabel(value) }))}
            onChange={setBy}
          />
          <Button tone="primary" disabled={isRunning} onClick={start}>
            Explain
          </Button>
        </>
      }
    >
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) || (isMissing && isRunning) ? <LoadingNote what="the change" /> : null}
      {isMissing && !isRunning ? (
        <EmptyNote
          action={
            <Button tone="primary" onClick={start}>
              Explain {compare} to {scope.period}
            </Button>
          }
        >
          Variance splits the change from {compare} to {scope.period} into volume, price, mix,
          commitments and what is new or retired, to the last cent.
        </EmptyNote>
      ) : null}
      {result === null ? null : (
        <>
          <BridgePanel result={result} />
          <EffectGrid result={result} />
        </>
      )}
    </PageFrame>
  );
}

function useVarianceInput(
  scope: PeriodScope,
  compare: string,
  convention: VarianceConvention,
  by: string,
): VarianceInput {
  return useMemo(
    () => ({
      from: compare,
      to: scope.period,
      basis: scope.basis,
      ...(scope.currency === undefined ? {} : { currency: scope.currency }),
      by: [by],
      convention,
    }),
    [scope, compare, convention, by],
  );
}

/** Whether this page has shown an explanation before. */
function useExplainedBefore(isShown: boolean): boolean {
  const [was, setWas] = useState(false);
  useEffect(() => {
    if (isShown) {
      setWas(true);
    }
  }, [isShown]);
  return was;
}

function useExplain(): {
  readonly explain: (input: VarianceInput) => void;
  readonly isRunning: boolean;
} {
  const engine = useEngine();
  const isRunning = useStore((state) => state.job?.kind === "variance");
  const explain = useCallback(
    (input: VarianceInput) => {
      const start = async (): Promise<void> => {
        const outcome = await engine.runJob("variance", input);
        if (!outcome.ok) {
          tellError(outcome.error);
        }
      };
      void start();
    },
    [engine],
  );
  return { explain, isRunning };
}

function useResidualNote(result: VarianceResult | null): void {
  const setStatusNote = useStore((state) => state.setStatusNote);
  useEffect(() => {
    if (result === null) {
      setStatusNote(null);
      return;
    }
    const isClosed = result.residual === "0";
    const convention =
      result.convention === "symmetric" ? "symmetric (order-free)" : "standard cost";
    const residual = isClosed ? "0.00" : spellAmount(result.residual, fullIn(result.currency));
    setStatusNote({
      text: `Residual ${residual}, ${convention}, ${plural(result.leaves, "cell")}`,
      tone: isClosed ? "good" : "bad",
    });
  }, [result, setStatusNote]);
}

function useVarianceNote(): RailNote {
  const scope = usePeriodScope();
  const compare = useStore((state) => state.compare);
  const input: VarianceInput | null =
    scope === null || compare === null
      ? null
      : {
          from: compare,
          to: scope.period,
          basis: scope.basis,
          ...(scope.currency === undefined ? {} : { currency: scope.currency }),
          by: ["service_name"],
          convention: "symmetric",
        };
  const result = useAnswer("variance.result", input).value?.result;
  return result === undefined || result === null
    ? NO_NOTE
    : { tone: "good", note: "", state: "explained" };
}
