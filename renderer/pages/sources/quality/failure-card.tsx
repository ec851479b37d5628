import { useState } from "react";
import type { QualityFailure } from "../../../../shared/contract/quality.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { formatCount, fullIn, plural } from "../../../ui/format-amount.ts";
import { TextField } from "../../../ui/text-field.tsx";
import styles from "./quality.module.css";
import { isOpen, placeText } from "./quality-words.ts";
import { type DecisionScope, useDecide } from "./use-decide.ts";

export interface FailureCardProps {
  readonly failure: QualityFailure;
  readonly scope: DecisionScope;
}

/** What failed, what it costs, where it stands, and the decision about it. */
export function FailureCard({ failure, scope }: FailureCardProps) {
  const { found, period, rows, tested, amounts, examples } = failure;
  const facts = [
    period,
    tested === null ? null : `${formatCount(rows)} of ${formatCount(tested)} tested`,
  ].filter((fact) => fact !== null);
  return (
    <article className={styles["failure"]} aria-label={found}>
      <p>
        {found} {isOpen(failure) ? null : <Badge tone="accent">accepted</Badge>}
      </p>
      <p className={styles["facts"]}>{facts.join(" · ")}</p>
      {amounts.map(({ currency, amount }) => (
        <p key={currency} className={styles["stake"]}>
          <span>At stake{currency === "" ? "" : `, ${currency}`}</span>
          <Amount value={amount} style={fullIn(currency)} />
        </p>
      ))}
      <ul className={styles["examples"]}>
        {examples.map((example, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: examples have an order, no other name.
          <li key={index}>
            <span className={styles["where"]}>
              {placeText(example)}
              <small>{example.text}</small>
            </span>
            <Amount value={example.amount} style={fullIn(example.currency)} />
          </li>
        ))}
      </ul>
      {examples.length > 0 && rows > examples.length ? (
        <p className={styles["facts"]}>
          The largest {examples.length} of {plural(rows, "row")}.
        </p>
      ) : null}
      <Decision failure={failure} scope={scope} />
    </article>
  );
}

function Decision({ failure: { key, accepted }, scope }: FailureCardProps) {
  const decide = useDecide(scope);
  const [comment, setComment] = useState("");
  if (accepted !== null) {
    return (
      <div className={styles["decision"]}>
        <p>
          {accepted.comment} <small>{accepted.actor}</small>
        </p>
        <Button onClick={() => void decide(key, null)}>Take back</Button>
      </div>
    );
  }
  return (
    <div className={styles["decision"]}>
      <TextField label="Why it may stay" value={comment} onChange={setComment} />
      <Button disabled={comment.trim() === ""} onClick={() => void decide(key, comment)}>
        Accept
      </Button>
    </div>
  );
}
