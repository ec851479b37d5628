import { useEffect, useMemo, useState } from "react";
import type { ReconciliationResult } from "../../shared/contract/reconciliation.ts";
import type { Period } from "../../shared/domain/period.ts";
import { type Command, useOfferCommands } from "../commands.ts";
import { useStore } from "../store/index.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { fullIn, plural, spellAmount } from "../ui/format-amount.ts";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { tell, tellError } from "../ui/toaster.tsx";
import { isFirstLoad, useAnswer, useEngine } from "../use-engine.ts";
import { useStatus } from "../use-workspace.ts";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";
import { AccountMapDialog } from "./reconciliation/account-map-dialog.tsx";
import {
  defaultAccount,
  isAccepted,
  openAccounts,
  reconciliationMessage,
} from "./reconciliation/account-words.ts";
import { ReconciliationPanes } from "./reconciliation/reconciliation-panes.tsx";

export const reconciliationPage: Page = {
  path: "reconciliation",
  title: "Reconciliation",
  component: Reconciliation,
  useRailNote: useReconciliationNote,
};

function Reconciliation() {
  const period = useStore((state) => state.period);
  return period === null ? (
    <PageFrame title="Reconciliation">
      <EmptyNote>
        Ties the ledger to the bills, once both are imported on Sources: every difference is named,
        or it is called unidentified.
      </EmptyNote>
    </PageFrame>
  ) : (
    <PeriodReconciliation key={period} period={period} />
  );
}

function PeriodReconciliation({ period }: { period: Period }) {
  const answer = useAnswer("reconciliation.result", { period });
  const { match, isRunning } = useMatch(period);
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const [showsMap, setShowsMap] = useState(false);
  const result = answer.value?.result ?? null;
  const account =
    chosen === undefined && result !== null ? defaultAccount(result) : (chosen ?? null);
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: "match", title: "Match again", group: "This page", shortcut: "Mod+Enter", run: match },
      {
        id: "account-map",
        title: "Edit the account map",
        group: "This page",
        shortcut: "E",
        run: () => setShowsMap(true),
      },
    ],
    [match],
  );
  useOfferCommands(commands);
  useStatusNote(result);
  return (
    <PageFrame
      title="Reconciliation"
      message={result === null ? null : reconciliationMessage(result, account)}
      actions={
        <>
          {answer.value?.isStale === true ? (
            <Badge tone="warn">inputs changed since this match</Badge>
          ) : null}
          <Button onClick={() => setShowsMap(true)}>Account map</Button>
          <Button tone="primary" disabled={isRunning} onClick={match}>
            {result === null ? "Match" : "Match again"}
          </Button>
        </>
      }
    >
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) ? <LoadingNote what="the reconciliation" /> : null}
      {answer.value !== undefined && result === null ? (
        <EmptyNote
          action={
            <Button tone="primary" disabled={isRunning} onClick={match}>
              Match {period}
            </Button>
          }
        >
          Reconciliation ties the ledger of {period} to its bills and proposes what each difference
          is made of.
        </EmptyNote>
      ) : null}
      {result === null ? null : (
        <ReconciliationPanes result={result} account={account} onAccount={setChosen} />
      )}
      {showsMap ? <AccountMapDialog onClose={() => setShowsMap(false)} onRun={match} /> : null}
    </PageFrame>
  );
}

function useMatch(period: Period): { readonly match: () => void; readonly isRunning: boolean } {
  const engine = useEngine();
  const isRunning = useStore((state) => state.job !== null);
  const match = useMemo(
    () => () => {
      const start = async (): Promise<void> => {
        const outcome = await engine.runJob("reconcile", { period });
        if (outcome.ok) {
          const { ties, blockedBy } = outcome.value;
          const done = !isAccepted(outcome.value)
            ? "Every difference is explained if you accept the items."
            : blockedBy.length === 0
              ? "Every account ties."
              : "Every account ties; failed tests of the data are open.";
          const open = `${reconciliationMessage(outcome.value, null)}.`;
          tell(`Matched ${period}`, ties ? done : open);
        } else {
          tellError(outcome.error);
        }
      };
      void start();
    },
    [engine, period],
  );
  return { match, isRunning };
}

function useStatusNote(result: ReconciliationResult | null): void {
  const setStatusNote = useStore((state) => state.setStatusNote);
  useEffect(() => {
    if (result === null) {
      setStatusNote(null);
      return;
    }
    const open = openAccounts(result);
    const done = isAccepted(result)
      ? "every account ties"
      : "every account explained if you accept its items";
    const accounts = open === 0 ? done : `${plural(open, "account")} open`;
    setStatusNote({
      text: `${accounts}, tolerance ${result.currency} ${spellAmount(result.tolerance, fullIn(result.currency))}`,
      tone: result.certifiable ? "good" : open === 0 ? "warn" : "plain",
    });
  }, [result, setStatusNote]);
}

function useReconciliationNote(): RailNote {
  const period = useStore((state) => state.period);
  const answer = useAnswer("reconciliation.result", period === null ? null : { period });
  const status = useStatus();
  const result = answer.value?.result;
  if (result === undefined || result === null) {
    const isMatched = status?.periods.some((one) => one.period === period && one.isReconciled);
    return answer.isLoading && isMatched === true
      ? { tone: "none", note: "…", state: "matched, being looked at" }
      : NO_NOTE;
  }
  const open = openAccounts(result);
  if (result.certifiable) {
    return { tone: "good", note: "ties", state: "ties, every item accepted" };
  }
  if (open > 0) {
    return { tone: "warn", note: `${open} open`, state: `${plural(open, "account")} open` };
  }
  if (isAccepted(result)) {
    const tests = plural(result.blockedBy.length, "failed test");
    return { tone: "warn", note: "data open", state: `ties, ${tests} of the data open` };
  }
  return { tone: "warn", note: "to accept", state: "explained if you accept the items" };
}
