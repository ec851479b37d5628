import { X } from "lucide-react";
import { useState } from "react";
import type { ReconcilingItem } from "../../../shared/contract/reconciliation.ts";
import type { RowPage } from "../../../shared/contract/scope.ts";
import type { Period } from "../../../shared/domain/period.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { formatAmount, fullIn } from "../../ui/format-amount.ts";
import { Headline, InspectorSection, InspectorTitle } from "../../ui/inspector-parts.tsx";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAnswer } from "../../use-engine.ts";
import styles from "./reconciliation.module.css";
import { useAccept } from "./use-accept.ts";

export interface ItemDetailProps {
  readonly item: ReconcilingItem;
  readonly period: Period;
  readonly onClose: () => void;
}

const EVIDENCE_SHOWN = 100;

/** Why an item is proposed, and the lines on both sides that show it. */
export function ItemDetail({ item, period, onClose }: ItemDetailProps) {
  const change = useAccept(period);
  const [comment, setComment] = useState(item.comment ?? "");
  return (
    <>
      <div className={styles["detailHead"]}>
        <InspectorTitle>Explain this number</InspectorTitle>
        <Button isIcon tone="quiet" aria-label="Close the evidence" onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      <Headline
        figure={formatAmount(item.amount, fullIn(item.currency))}
        unit={item.currency}
        what={`${item.description}, ${item.account}`}
      />
      <p>
        <Badge>{item.type.replaceAll("-", " ")}</Badge>{" "}
        {item.isAccepted ? (
          <Badge tone="good">accepted</Badge>
        ) : (
          <Badge tone="warn">{item.isProposed ? "proposed" : "entered"}</Badge>
        )}
      </p>
      <InspectorSection title="Why">
        <p>{item.reason}</p>
        <DefinitionList
          entries={[
            ["First seen", item.firstPeriod],
            ["Clears in", item.clearsPeriod ?? "not known"],
          ]}
        />
      </InspectorSection>
      <InspectorSection title="Evidence">
        <Evidence period={period} itemKey={item.itemKey} />
      </InspectorSection>
      <div className={styles["decision"]}>
        <TextField label="Comment" value={comment} onChange={setComment} />
        {item.isAccepted ? (
          <Button onClick={() => void change([item.itemKey], false)}>Take back</Button>
        ) : (
          <Button tone="primary" onClick={() => void change([item.itemKey], true, comment)}>
            Accept
          </Button>
        )}
      </div>
    </>
  );
}

function Evidence({ period, itemKey }: { period: Period; itemKey: string }) {
  const answer = useAnswer("reconciliation.evidence", {
    period,
    itemKey,
    offset: 0,
    limit: EVIDENCE_SHOWN,
  });
  if (answer.error !== undefined) {
    return <ErrorNote error={answer.error} />;
  }
  if (answer.value === undefined) {
    return <LoadingNote what="the evidence" />;
  }
  const { rows, total, columns } = answer.value;
  return (
    <>
      <ul>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have an order, no other name.
          <li key={index} className={styles["line"]}>
            <EvidenceLine columns={columns} row={row} />
          </li>
        ))}
      </ul>
      {total > rows.length ? <p>{`The first ${rows.length} of ${total} lines.`}</p> : null}
    </>
  );
}

function EvidenceLine({
  columns,
  row,
}: {
  columns: RowPage["columns"];
  row: RowPage["rows"][number];
}) {
  const cell = (name: string): string =>
    row[columns.findIndex((column) => column.name === name)] ?? "";
  const facts = ["side", "line_date", "document", "reference", "file", "rows"].map(cell);
  return (
    <>
      <span className={styles["lineText"]}>
        {cell("line_text") || cell("vendor")}
        <small>{facts.filter((fact) => fact !== "").join(" · ")}</small>
      </span>
      <Amount value={cell("amount") || null} />
    </>
  );
}
