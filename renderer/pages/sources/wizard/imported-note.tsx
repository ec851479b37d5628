import { X } from "lucide-react";
import { useState } from "react";
import type { ImportedFile } from "../../../../shared/contract/jobs.ts";
import { useStore } from "../../../store/index.ts";
import { knownPeriods } from "../../../store/scope-slice.ts";
import { Button } from "../../../ui/button.tsx";
import { formatCount, plural } from "../../../ui/format-amount.ts";
import { tell, tellError } from "../../../ui/toaster.tsx";
import { useEngine } from "../../../use-engine.ts";
import { useStatus } from "../../../use-workspace.ts";
import styles from "./wizard.module.css";
import { useWizard } from "./wizard-store.ts";

/** What the last import did, and the way back. */
export function ImportedNote() {
  const engine = useEngine();
  const imported = useWizard((state) => state.imported);
  const dismiss = useWizard((state) => state.dismiss);
  const [isUndoing, setUndoing] = useState(false);
  const fresh = imported.filter(({ outcome }) => outcome === "imported" || outcome === "replaced");
  if (imported.length === 0) {
    return null;
  }
  const undo = async (): Promise<void> => {
    setUndoing(true);
    const result = await engine.call("workspace.undoImport", {
      sourceFileIds: fresh.map(({ sourceFileId }) => sourceFileId),
    });
    setUndoing(false);
    if (!result.ok) {
      tellError(result.error);
      return;
    }
    const { withdrawn, restored } = result.value;
    dismiss();
    tell(
      "The import is undone",
      restored.length === 0
        ? `${plural(withdrawn.length, "file")} withdrawn.`
        : `${plural(withdrawn.length, "file")} withdrawn, ${plural(restored.length, "file")} back.`,
    );
  };
  return (
    <section aria-label="Last import" className={styles["imported"]}>
      <p role="status">{importedText(imported)}</p>
      <span className={styles["space"]} />
      <OtherPeriod files={fresh} />
      {fresh.length === 0 ? null : (
        <Button disabled={isUndoing} onClick={() => void undo()}>
          Undo
        </Button>
      )}
      <Button isIcon tone="quiet" aria-label="Dismiss" onClick={dismiss}>
        <X size={13} aria-hidden="true" />
      </Button>
    </section>
  );
}

/** The month on the screen stays; the way to one the import brought stands beside it. */
function OtherPeriod({ files }: { files: readonly ImportedFile[] }) {
  const status = useStatus();
  const current = useStore((state) => state.period);
  const setPeriod = useStore((state) => state.setPeriod);
  const known = status === undefined ? [] : knownPeriods(status);
  const period = otherPeriod(files, known, current);
  return period === null ? null : (
    <Button onClick={() => setPeriod(period, known)}>Go to {period}</Button>
  );
}

/** The latest month an import brought, where none of its months is the one on the screen. */
export function otherPeriod(
  files: readonly ImportedFile[],
  known: readonly string[],
  current: string | null,
): string | null {
  const periods = files.flatMap((file) => file.periods).filter((period) => known.includes(period));
  return current === null || periods.includes(current) ? null : (periods.toSorted().at(-1) ?? null);
}

export function importedText(files: readonly ImportedFile[]): string {
  const of = (...outcomes: readonly ImportedFile["outcome"][]): ImportedFile[] =>
    files.filter(({ outcome }) => outcomes.includes(outcome));
  const fresh = of("imported", "replaced");
  const loaded = fresh.reduce((sum, { records }) => sum + records.loaded, 0);
  const rejected = fresh.reduce((sum, { records }) => sum + records.rejected, 0);
  const replaced = fresh.flatMap(({ replaces = [] }) => replaces.map(({ file }) => file));
  const parts = [
    `${plural(fresh.length, "file")} imported with ${plural(loaded, "record")}`,
    rejected === 0 ? "" : `${formatCount(rejected)} rejected`,
    replaced.length === 0 ? "" : `in place of ${replaced.join(", ")}`,
    of("unchanged").length === 0 ? "" : `${plural(of("unchanged").length, "file")} known already`,
    of("refused").length === 0 ? "" : `${plural(of("refused").length, "file")} not needed`,
  ];
  return `${parts.filter((part) => part !== "").join(", ")}.`;
}
