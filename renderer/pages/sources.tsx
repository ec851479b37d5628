import { useCallback, useEffect, useMemo, useState } from "react";
import { type Command, useOfferCommands } from "../commands.ts";
import { useStore } from "../store/index.ts";
import { Button } from "../ui/button.tsx";
import { formatCount, plural } from "../ui/format-amount.ts";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { tell, tellError, tellFailure } from "../ui/toaster.tsx";
import { isFirstLoad, useAnswer, useEngine } from "../use-engine.ts";
import { useStatus } from "../use-workspace.ts";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";
import { LayoutsDialog } from "./sources/layouts-dialog.tsx";
import { openSample } from "./sources/open-sample.ts";
import { SourceTabs } from "./sources/quality/source-tabs.tsx";
import { SourceList } from "./sources/source-list.tsx";
import { DataAges } from "./sources/watch/data-ages.tsx";
import { useWatchFolder } from "./sources/watch/use-watch-folder.ts";
import { lookInto, useWatchLooks } from "./sources/watch/use-watch-looks.ts";
import { WatchHint } from "./sources/watch/watch-hint.tsx";
import { WatchPanel } from "./sources/watch/watch-panel.tsx";
import { useWatched } from "./sources/watch/watch-store.ts";
import { waitingNote } from "./sources/watch/watch-words.ts";
import { ImportWizard } from "./sources/wizard/import-wizard.tsx";
import { ImportedNote } from "./sources/wizard/imported-note.tsx";
import { useWizard } from "./sources/wizard/wizard-store.ts";

export const sourcesPage: Page = {
  path: "sources",
  title: "Sources",
  component: Sources,
  useRailNote: useSourcesNote,
};

function Sources() {
  const engine = useEngine();
  const isImporting = useWizard((state) => state.drafts.length > 0);
  const add = useWizard((state) => state.add);
  const [last, setLast] = useState<string | null>(null);
  const choose = useCallback(async () => {
    try {
      add(await engine.transport.chooseFiles());
    } catch (reason) {
      tellFailure(reason);
    }
  }, [engine, add]);
  useArrivals();
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: "choose-files",
        title: "Import files…",
        group: "This page",
        shortcut: "Mod+O",
        run: () => void choose(),
      },
      {
        id: "look-into-folders",
        title: "Look into the watched folders",
        group: "This page",
        run: () => void lookInto(engine),
      },
    ],
    [choose, engine],
  );
  useOfferCommands(commands);
  return isImporting ? (
    <ImportWizard onAdd={() => void choose()} onDone={setLast} />
  ) : (
    <Imported lastImported={last} onChoose={() => void choose()} />
  );
}

/** Takes the files that were let go anywhere on the window. */
function useArrivals(): void {
  const engine = useEngine();
  const arrivals = useStore((state) => state.arrivals);
  const arrive = useStore((state) => state.arrive);
  const add = useWizard((state) => state.add);
  useEffect(() => {
    if (arrivals.length > 0) {
      arrive([]);
      engine.transport.dropFiles(arrivals).then(add, tellFailure);
    }
  }, [engine, arrivals, arrive, add]);
}

interface ImportedProps {
  /** The file an import has just brought, to be looked at first. */
  readonly lastImported: string | null;
  readonly onChoose: () => void;
}

function Imported({ lastImported, onChoose }: ImportedProps) {
  const [showsWithdrawn, setShowsWithdrawn] = useState(false);
  const [showsLayouts, setShowsLayouts] = useState(false);
  const watch = useWatchFolder();
  const isWatching = useWatched((state) => state.folders.length > 0);
  const isWaiting = useWatched((state) => waitingNote(state.folders) !== null);
  const answer = useAnswer("workspace.sources", { includeInactive: showsWithdrawn });
  const isImporting = useStore((state) => state.job?.kind === "import");
  const sources = answer.value?.sources ?? [];
  const active = sources.filter(({ isActive }) => isActive);
  const isEmpty = answer.value !== undefined && sources.length === 0 && !showsWithdrawn;
  const records = active.reduce((sum, source) => sum + source.records.loaded, 0);
  const rejected = active.reduce((sum, source) => sum + source.records.rejected, 0);
  const message = isEmpty
    ? null
    : `${plural(active.length, "file")} with ${plural(records, "record")}; ` +
      (rejected === 0 ? "nothing was rejected" : `${formatCount(rejected)} rejected`);
  return (
    <PageFrame
      title="Sources"
      message={answer.value === undefined ? null : message}
      actions={
        isEmpty ? null : (
          <>
            {isWatching ? null : <Button onClick={() => void watch.start()}>Watch a folder</Button>}
            <Button onClick={() => setShowsLayouts(true)}>Saved layouts</Button>
            <Button isPressed={showsWithdrawn} onClick={() => setShowsWithdrawn(!showsWithdrawn)}>
              Show withdrawn
            </Button>
            <Button
              tone={isWaiting ? "plain" : "primary"}
              disabled={isImporting}
              onClick={onChoose}
            >
              Import files
            </Button>
          </>
        )
      }
    >
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      <ImportedNote />
      <WatchPanel onWatch={() => void watch.start()} />
      {isFirstLoad(answer) ? <LoadingNote what="the source files" /> : null}
      {isEmpty ? (
        <FirstSteps onChoose={onChoose} onWatch={isWatching ? null : () => void watch.start()} />
      ) : null}
      {sources.length > 0 ? (
        <SourceTabs>
          {active.length > 0 ? <DataAges /> : null}
          <SourceList key={lastImported} sources={sources} first={lastImported} />
        </SourceTabs>
      ) : null}
      {watch.showsHint ? <WatchHint onClose={watch.closeHint} /> : null}
      {showsLayouts ? <LayoutsDialog onClose={() => setShowsLayouts(false)} /> : null}
    </PageFrame>
  );
}

interface FirstStepsProps {
  readonly onChoose: () => void;
  /** Null where a folder is watched already. */
  readonly onWatch: (() => void) | null;
}

function FirstSteps({ onChoose, onWatch }: FirstStepsProps) {
  const engine = useEngine();
  const setPeriod = useStore((state) => state.setPeriod);
  const [isOpening, setOpening] = useState(false);
  const start = async (): Promise<void> => {
    setOpening(true);
    try {
      const error = await openSample(engine, (period, compare) => {
        setPeriod(period, compare === null ? [] : [compare]);
      });
      if (error === null) {
        tell("The sample company is loaded", "Its bills are allocated and matched to the ledger.");
      } else {
        tellError(error);
      }
    } catch (reason) {
      tellFailure(reason);
    }
    setOpening(false);
  };
  return (
    <EmptyNote
      action={
        <div style={{ display: "flex", gap: 8 }}>
          <Button
            tone={onWatch === null ? "plain" : "primary"}
            disabled={isOpening}
            onClick={() => void start()}
          >
            {isOpening ? "Loading the sample company…" : "Try with the sample company"}
          </Button>
          <Button disabled={isOpening} onClick={onChoose}>
            Import files
          </Button>
          {onWatch === null ? null : (
            <Button disabled={isOpening} onClick={onWatch}>
              Watch a folder
            </Button>
          )}
        </div>
      }
    >
      Drop billing exports, ledger extracts, procurement files, drivers and exchange rates here.
      Everything stays on this computer.
    </EmptyNote>
  );
}

function useSourcesNote(): RailNote {
  useWatchLooks();
  const status = useStatus();
  const waiting = waitingNote(useWatched((state) => state.folders));
  if (waiting !== null) {
    return { tone: "accent", ...waiting };
  }
  if (status === undefined || status.sourceCount === 0) {
    return NO_NOTE;
  }
  const note = plural(status.sourceCount, "file");
  return { tone: "good", note, state: `${note} imported` };
}
