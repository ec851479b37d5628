import { useState } from "react";
import type { SourceFile } from "../../../shared/contract/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FindingList } from "../../ui/finding-list.tsx";
import { formatCount, fullIn, plural, spellAmount } from "../../ui/format-amount.ts";
import { InspectorSection, InspectorTitle } from "../../ui/inspector-parts.tsx";
import { tell, tellError } from "../../ui/toaster.tsx";
import { useAnswer, useEngine } from "../../use-engine.ts";
import { ConformanceSection } from "./conformance-section.tsx";
import { FileTests } from "./quality/file-tests.tsx";
import { RejectsDialog } from "./rejects-dialog.tsx";
import { DATASET_NAMES, formatName, periodSpan, sourceState } from "./source-words.ts";
import styles from "./sources.module.css";

/** What is known about one file: where it came from, what it held, what was wrong with it. */
export function SourceDetail({ source }: { source: SourceFile }) {
  const [showsRejects, setShowsRejects] = useState(false);
  const answer = useAnswer("workspace.source", { sourceFileId: source.sourceFileId });
  const { records } = source;
  const state = sourceState(source);
  return (
    <>
      <InspectorTitle>{source.file}</InspectorTitle>
      <Badge tone={state.tone}>{state.text}</Badge>
      <InspectorSection title="File">
        <DefinitionList
          entries={[
            ["Holds", DATASET_NAMES[source.dataset]],
            ["Format", formatName(source.format)],
            ["Periods", periodSpan(source.periods)],
            ["Imported", source.importedAt.replace("T", " ").replace("Z", " UTC")],
            ["Size", `${formatCount(source.bytes)} bytes`],
            [
              "SHA-256",
              <code key="hash" className={styles["hash"]}>
                {source.sha256}
              </code>,
            ],
          ]}
        />
      </InspectorSection>
      <InspectorSection title="Records">
        <DefinitionList
          entries={[
            ["In the file", formatCount(records.physical)],
            ["Loaded", formatCount(records.loaded)],
            ["Rejected", formatCount(records.rejected)],
            ["Layout rows", formatCount(records.skipped)],
            ["Blank", formatCount(records.blank)],
          ]}
        />
        {records.rejected > 0 ? (
          <p className={styles["below"]}>
            <Button onClick={() => setShowsRejects(true)}>Show rejected rows</Button>
          </p>
        ) : null}
      </InspectorSection>
      {source.controlTotals.length > 0 ? (
        <InspectorSection title="Control totals">
          <ControlTotals source={source} />
        </InspectorSection>
      ) : null}
      {answer.value !== undefined && answer.value.findings.length > 0 ? (
        <InspectorSection title="Findings">
          <FindingList findings={answer.value.findings} />
        </InspectorSection>
      ) : null}
      <FileTests source={source} />
      <ConformanceSection source={source} />
      <div className={styles["detailActions"]}>
        <WithdrawButton source={source} />
      </div>
      {showsRejects ? (
        <RejectsDialog source={source} onClose={() => setShowsRejects(false)} />
      ) : null}
    </>
  );
}

function ControlTotals({ source }: { source: SourceFile }) {
  return (
    <table className={styles["totals"]}>
      <tbody>
        {source.controlTotals.map(({ measure, currency, amount }) => (
          <tr key={`${measure} ${currency}`}>
            <th scope="row">{measure.replaceAll("_", " ")}</th>
            <td className={styles["amount"]}>
              <Amount value={amount} style={fullIn(currency)} />
            </td>
            <td className={styles["currency"]}>{currency}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** ": amount EUR 3,300.00" where the file has totals of money. */
function withdrawnTotals({ controlTotals }: SourceFile): string {
  const [first] = controlTotals.filter(({ currency }) => currency !== "");
  const totals = controlTotals.filter(({ measure }) => measure === first?.measure);
  const amounts = totals.map(
    ({ currency, amount }) => `${currency} ${spellAmount(amount, fullIn(currency))}`,
  );
  return first === undefined ? "" : `: ${first.measure.replaceAll("_", " ")} ${amounts.join(", ")}`;
}

/** Taking a file out asks first; bringing it back does not. */
function WithdrawButton({ source }: { source: SourceFile }) {
  const engine = useEngine();
  const [isAsking, setAsking] = useState(false);
  const change = async (name: "workspace.withdraw" | "workspace.restore"): Promise<void> => {
    setAsking(false);
    const result = await engine.call(name, { sourceFileId: source.sourceFileId });
    if (!result.ok) {
      tellError(result.error);
      return;
    }
    const records = plural(result.value.records, "record");
    tell(
      name === "workspace.withdraw" ? `${source.file} is withdrawn` : `${source.file} is back`,
      name === "workspace.withdraw"
        ? `${records} no longer count. Restore it to bring them back.`
        : `${records} count again.`,
    );
  };
  if (!source.isActive) {
    return <Button onClick={() => void change("workspace.restore")}>Restore</Button>;
  }
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        Withdraw…
      </Button>
      <Dialog
        title={`Withdraw ${source.file}?`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button tone="primary" onClick={() => void change("workspace.withdraw")}>
              Withdraw
            </Button>
          </>
        }
      >
        <p>
          {plural(source.records.loaded, "record")} of {periodSpan(source.periods)} will no longer
          count{withdrawnTotals(source)}. Allocations, reconciliations and variances they were part
          of have to be run again.
        </p>
        <p className={styles["keeps"]}>The file is kept, and can be restored at any time.</p>
      </Dialog>
    </>
  );
}
