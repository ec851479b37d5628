import { attributeLabel } from "../../attribute-label.ts";
import { Amount } from "../../ui/amount.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { formatCount } from "../../ui/format-amount.ts";
import { InspectorHint, InspectorSection, InspectorTitle } from "../../ui/inspector-parts.tsx";
import { ErrorNote } from "../../ui/notice.tsx";
import { useAnswer } from "../../use-engine.ts";
import styles from "./charges.module.css";

/** One charge back to its file and row, and forward to whom it was allocated. */
export function ChargeTrace({ chargeId }: { chargeId: string | null }) {
  const answer = useAnswer("charges.trace", chargeId === null ? null : { chargeId });
  const charge = answer.value;
  return (
    <>
      <InspectorTitle>Where this charge comes from</InspectorTitle>
      {chargeId === null ? (
        <InspectorHint>Select a row to see its file, its row and all of its fields.</InspectorHint>
      ) : null}
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {charge === undefined || chargeId === null ? null : (
        <>
          <DefinitionList
            entries={[
              ["File", charge.file],
              ["Row", formatCount(charge.row)],
              [
                "SHA-256",
                <code key="hash" className={styles["code"]}>
                  {charge.sha256}
                </code>,
              ],
            ]}
          />
          {charge.rawText === null ? null : (
            <InspectorSection title="As it stands in the file">
              <p className={styles["raw"]}>{charge.rawText}</p>
            </InspectorSection>
          )}
          {charge.allocations.length === 0 ? null : (
            <InspectorSection title="Allocated to">
              <ul>
                {charge.allocations.map(({ period, basis, rule, target, amount }) => (
                  <li key={`${period} ${basis} ${rule} ${target}`} className={styles["share"]}>
                    <span>
                      {target}
                      <small>
                        {rule}, {basis}, {period}
                      </small>
                    </span>
                    <Amount value={amount} />
                  </li>
                ))}
              </ul>
            </InspectorSection>
          )}
          <InspectorSection title="Fields">
            <DefinitionList
              entries={charge.fields
                .filter(({ value }) => value !== null && value !== "")
                .map(({ name, value }) => [attributeLabel(name), value] as const)}
            />
          </InspectorSection>
        </>
      )}
    </>
  );
}
