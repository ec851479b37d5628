import type { Inspection } from "../../../../shared/contract/workspace.ts";
import { Badge, type Tone } from "../../../ui/badge.tsx";
import { kindText } from "../source-words.ts";
import styles from "./wizard.module.css";

const CONFIDENCE: Readonly<
  Record<"exact" | "likely" | "guess", { readonly tone: Tone; readonly text: string }>
> = {
  exact: { tone: "good", text: "Exact" },
  likely: { tone: "accent", text: "Likely" },
  guess: { tone: "warn", text: "Guess" },
};

/** What a file seems to be, how sure that is, and why. */
export function ReasonLine({ inspection }: { inspection: Inspection }) {
  const { confidence, dataset, format, reasons } = inspection;
  const known = confidence === null ? null : CONFIDENCE[confidence];
  const name = kindText(dataset, format);
  if (known === null) {
    return (
      <p className={styles["reasons"]}>
        <Badge tone="warn">Not recognised</Badge> Nothing in the file says what it holds. Choose the
        row that names its columns; under Match columns, say what the file holds and which column is
        what.
      </p>
    );
  }
  return (
    <p className={styles["reasons"]}>
      <Badge tone={known.tone}>{known.text}</Badge> {name === "" ? null : <b>{name}.</b>}{" "}
      {reasons.join(" ")}
    </p>
  );
}
