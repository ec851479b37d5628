import { useMemo } from "react";
import type { WorkbookResult } from "../../shared/contract/workbook.ts";
import { type Command, useOfferCommands } from "../commands.ts";
import type { CallInput, EngineClient } from "../engine-client.ts";
import { useStore } from "../store/index.ts";
import { Badge, Dot } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { plural } from "../ui/format-amount.ts";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { tell, tellError, tellFailure } from "../ui/toaster.tsx";
import { isFirstLoad, useAnswer, useEngine } from "../use-engine.ts";
import { useStatus } from "../use-workspace.ts";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";
import { CheckGrid } from "./workbook/check-grid.tsx";
import { SheetGrid } from "./workbook/sheet-grid.tsx";
import styles from "./workbook/workbook.module.css";
import { type Preview, pageFor, workbookMessage } from "./workbook/workbook-words.ts";

export const workbookPage: Page = {
  path: "workbook",
  title: "Workbook",
  component: Workbook,
  useRailNote: useWorkbookNote,
};

type Scope = CallInput<"workbook.preview">;

function Workbook() {
  const scope = useWorkbookScope();
  return scope === null ? (
    <PageFrame title="Workbook">
      <EmptyNote>
        The close as a workbook with live formulas that proves itself, once bills are imported on
        Sources.
      </EmptyNote>
    </PageFrame>
  ) : (
    <PeriodWorkbook scope={scope} />
  );
}

function PeriodWorkbook({ scope }: { scope: Scope }) {
  const answer = useAnswer("workbook.preview", scope);
  const { write, isRunning } = useExport(scope);
  const preview = answer.value;
  const canWrite = preview?.isReady === true && !isRunning;
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: "export",
        title: "Export the workbook",
        group: "This page",
        shortcut: "Mod+Enter",
        run: write,
      },
    ],
    [write],
  );
  useOfferCommands(commands);
  return (
    <PageFrame
      title="Workbook"
      message={preview === undefined ? null : workbookMessage(preview, scope.period)}
      actions={
        <Button tone="primary" disabled={!canWrite} onClick={write}>
          Export
        </Button>
      }
    >
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) ? <LoadingNote what="the workbook" /> : null}
      {preview === undefined ? null : (
        <>
          <Readiness preview={preview} />
          <div className={styles["columns"]}>
            <SheetGrid sheets={preview.sheets} />
            <CheckGrid checks={preview.checks} />
          </div>
        </>
      )}
    </PageFrame>
  );
}

/** What stands between now and a workbook, with the page that mends it. */
function Readiness({ preview }: { preview: Preview }) {
  const openPage = useStore((state) => state.openPage);
  if (preview.missing.length === 0) {
    return (
      <section className={styles["readiness"]} aria-label="Readiness">
        <Dot tone="good" /> Ready to export
        <Badge tone={preview.ties ? "good" : "bad"}>{preview.ties ? "ties" : "does not tie"}</Badge>
      </section>
    );
  }
  return (
    <section className={styles["readiness"]} aria-label="Readiness">
      <ul>
        {preview.missing.map((sentence) => (
          <li key={sentence} className={styles["missing"]}>
            <Dot tone="warn" /> {sentence}
          </li>
        ))}
      </ul>
      <Button onClick={() => openPage(pageFor(preview.missing))}>Take the next step</Button>
    </section>
  );
}

function useWorkbookScope(): Scope | null {
  const period = useStore((state) => state.period);
  const compare = useStore((state) => state.compare);
  const basis = useStore((state) => state.basis);
  const currency = useStore((state) => state.currency);
  return useMemo(
    () =>
      period === null
        ? null
        : {
            period,
            ...(compare === null ? {} : { compare }),
            basis,
            ...(currency === null ? {} : { currency }),
          },
    [period, compare, basis, currency],
  );
}

function useExport(scope: Scope): { readonly write: () => void; readonly isRunning: boolean } {
  const engine = useEngine();
  const status = useStatus();
  const isRunning = useStore((state) => state.job !== null);
  const name = `${status?.name ?? "Tieout"} ${scope.period}.xlsx`;
  const write = useMemo(
    () => () => {
      exportWorkbook(engine, scope, name).catch(tellFailure);
    },
    [engine, scope, name],
  );
  return { write, isRunning };
}

async function exportWorkbook(engine: EngineClient, scope: Scope, name: string): Promise<void> {
  const place = await engine.transport.chooseSaveFile(name);
  if (place === null) {
    return;
  }
  const outcome = await engine.runJob("export", { ...scope, out: place.token });
  if (!outcome.ok) {
    tellError(outcome.error);
    return;
  }
  await engine.transport.fetchSaved(place.token, place.name);
  tell(`${place.name} is written`, summary(outcome.value));
}

function summary({ sheets, checks, contentDigest }: WorkbookResult): string {
  const passed = checks.filter(({ ok }) => ok).length;
  return (
    `${plural(sheets.length, "sheet")}, ${passed} of ${plural(checks.length, "check")} pass. ` +
    `Content ${contentDigest.slice(0, 12)}.`
  );
}

function useWorkbookNote(): RailNote {
  const scope = useWorkbookScope();
  const page = useStore((state) => state.page);
  // A preview counts every sheet, so it is asked for where it is looked at.
  const preview = useAnswer("workbook.preview", page === "workbook" ? scope : null).value;
  if (preview === undefined) {
    return NO_NOTE;
  }
  return preview.isReady
    ? { tone: preview.ties ? "good" : "warn", note: "ready", state: "ready to export" }
    : { tone: "none", note: "", state: `${plural(preview.missing.length, "step")} missing` };
}
