import { useState } from "react";
import type { ConformanceReport, ConformanceResult } from "../../../shared/contract/sources.ts";
import type { SourceFile } from "../../../shared/contract/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatCount, fullIn, plural } from "../../ui/format-amount.ts";
import { InspectorSection } from "../../ui/inspector-parts.tsx";
import { Part } from "../../ui/part.tsx";
import { useAnswer } from "../../use-engine.ts";
import styles from "./sources.module.css";

/** How far a FOCUS file is what the specification says; nothing for any other file. */
export function ConformanceSection({ source }: { source: SourceFile }) {
  const [isOpen, setOpen] = useState(false);
  const answer = useAnswer("sources.conformance", { sourceFileId: source.sourceFileId });
  const report = answer.value?.report ?? null;
  if (report === null) {
    return null;
  }
  const broken = report.rules.filter(({ state }) => state === "broken").length;
  const checked = report.rules.filter(({ state }) => state !== "not-checked").length;
  return (
    <InspectorSection title={`FOCUS ${report.version}`}>
      <p>
        {broken === 0
          ? `All ${checked} rules it can be held against hold.`
          : `${broken} of ${plural(checked, "rule")} ${broken === 1 ? "is" : "are"} broken.`}
      </p>
      <p className={styles["below"]}>
        <Button onClick={() => setOpen(true)}>Show the conformance report</Button>
      </p>
      <Dialog
        title={`${source.file} against FOCUS ${report.version} ${report.dataset}`}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        size="full"
      >
        <Report report={report} />
      </Dialog>
    </InspectorSection>
  );
}

const ORDER: Readonly<Record<ConformanceResult["state"], number>> = {
  broken: 0,
  holds: 1,
  "not-checked": 2,
};

function Report({ report }: { report: ConformanceReport }) {
  const { missing, rules, records } = report;
  const ordered = rules.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
  return (
    <>
      <p>
        {plural(records, "row")} were held against {rules.length} rules. A broken rule changes
        nothing: the file is loaded as it is.
      </p>
      {missing.length === 0 ? null : <p>Mandatory columns the file lacks: {missing.join(", ")}.</p>}
      <Part role="region" aria-label="Rules" className={styles["rejects"]} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">Column</th>
              <th scope="col">Rule</th>
              <th scope="col" className={styles["amount"]}>
                Rows
              </th>
              <th scope="col" className={styles["amount"]}>
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((rule) => (
              <RuleRow key={`${rule.code} ${rule.column} ${rule.expected}`} rule={rule} />
            ))}
          </tbody>
        </table>
      </Part>
    </>
  );
}

const STATES = {
  broken: { tone: "warn", text: "broken" },
  holds: { tone: "good", text: "holds" },
  "not-checked": { tone: "plain", text: "column absent" },
} as const;

function RuleRow({ rule }: { rule: ConformanceResult }) {
  const { tone, text } = STATES[rule.state];
  const rows = rule.broken.reduce((sum, one) => sum + one.rows, 0);
  return (
    <tr>
      <td>
        <Badge tone={tone}>{text}</Badge>
      </td>
      <td>{rule.column}</td>
      <td>{rule.expected}</td>
      <td className={styles["amount"]}>{rows === 0 ? "" : formatCount(rows)}</td>
      <td className={styles["amount"]}>
        {rule.broken.map(({ currency, amount }) =>
          amount === null ? null : (
            <div key={currency ?? ""}>
              <Amount value={amount} style={fullIn(currency)} /> {currency}
            </div>
          ),
        )}
      </td>
    </tr>
  );
}
