import { useCallback, useMemo, useState } from "react";
import { type Command, useOfferCommands } from "../commands.ts";
import { useStore } from "../store/index.ts";
import type { GrantedFile } from "../transport.ts";
import { Button } from "../ui/button.tsx";
import { formatCount, plural } from "../ui/format-amount.ts";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { tell, tellError, tellFailure } from "../ui/toaster.tsx";
import { isFirstLoad, useAnswer, useEngine } from "../use-engine.ts";
import { useStatus } from "../use-workspace.ts";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";
import { DropZone } from "./sources/drop-zone.tsx";
import { ImportPreview } from "./sources/import-preview.tsx";
import { openSample } from "./sources/open-sample.ts";
import { SourceList } from "./sources/source-list.tsx";

export const sourcesPage: Page = {
  path: "sources",
  title: "Sources",
  component: Sources,
  useRailNote: useSourcesNote,
};

function Sources() {
  const engine = useEngine();
  const [chosen, setChosen] = useState<readonly GrantedFile[]>([]);
  const [last, setLast] = useState<string | null>(null);
  const choose = useCallback(async () => {
    try {
      const files = await engine.transport.chooseFiles();
      setChosen((before) => (files.length === 0 ? before : files));
    } catch (reason) {
      tellFailure(reason);
    }
  }, [engine]);
  const drop = async (files: readonly File[]): Promise<void> => {
    try {
      setChosen(await engine.transport.dropFiles(files));
    } catch (reason) {
      tellFailure(reason);
    }
  };
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: "choose-files",
        title: "Import files…",
        group: "This page",
        shortcut: "Mod+O",
        run: () => void choose(),
      },
    ],
    [choose],
  );
  useOfferCommands(commands);
  return (
    <DropZone onDrop={(files) => void drop(files)}>
      {chosen.length > 0 ? (
        <ImportPreview
          key={chosen.map(({ token }) => token).join(" ")}
          files={chosen}
          onDone={(sourceFileId) => {
            setLast(sourceFileId);
            setChosen([]);
          }}
        />
      ) : (
        <Imported lastImported={last} onChoose={() => void choose()} />
      )}
    </DropZone>
  );
}

interface ImportedProps {
  /** The file an import has just brought, to be looked at first. */
  readonly lastImported: string | null;
  readonly onChoose: () => void;
}

function Imported({ lastImported, onChoose }: ImportedProps) {
  const [showsWithdrawn, setShowsWithdrawn] = useState(false);
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
            <Button isPressed={showsWithdrawn} onClick={() => setShowsWithdrawn(!showsWithdrawn)}>
              Show withdrawn
            </Button>
            <Button tone="primary" disabled={isImporting} onClick={onChoose}>
              Import files
            </Button>
          </>
        )
      }
    >
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) ? <LoadingNote what="the source files" /> : null}
      {isEmpty ? <FirstSteps onChoose={onChoose} /> : null}
      {sources.length > 0 ? <SourceList sources={sources} first={lastImported} /> : null}
    </PageFrame>
  );
}

function FirstSteps({ onChoose }: { onChoose: () => void }) {
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
          <Button tone="primary" disabled={isOpening} onClick={() => void start()}>
            {isOpening ? "Loading the sample company…" : "Try with the sample company"}
          </Button>
          <Button disabled={isOpening} onClick={onChoose}>
            Import files
          </Button>
        </div>
      }
    >
      Drop billing exports, ledger extracts, procurement files, drivers and exchange rates here.
      Everything stays on this computer.
    </EmptyNote>
  );
}

function useSourcesNote(): RailNote {
  const status = useStatus();
  if (status === undefined || status.sourceCount === 0) {
    return NO_NOTE;
  }
  const note = plural(status.sourceCount, "file");
  return { tone: "good", note, state: `${note} imported` };
}
