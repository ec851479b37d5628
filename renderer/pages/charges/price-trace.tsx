import { PriceLineKey, type PriceMonth } from "../../../shared/contract/prices.ts";
import type { CallInput } from "../../engine-client.ts";
import { priceCellText } from "../../grid/price-text.ts";
import { quantityText } from "../../grid/quantity-text.ts";
import { useStore } from "../../store/index.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { formatCount, plural } from "../../ui/format-amount.ts";
import { InspectorHint, InspectorSection, InspectorTitle } from "../../ui/inspector-parts.tsx";
import { ErrorNote } from "../../ui/notice.tsx";
import { useAnswer } from "../../use-engine.ts";
import styles from "./charges.module.css";

export interface PriceTraceProps {
  readonly question: CallInput<"prices.summary">;
  /** The key of the chosen line as the list gives it; null where none is chosen. */
  readonly lineText: string | null;
  readonly title: string | null;
  readonly unit: string | null;
  readonly onShowCharges: () => void;
}

const EFFECTS: Readonly<Record<string, string>> = {
  volume: "Quantity",
  "list-price": "List price",
  negotiated: "Negotiated discount",
  commitment: "Commitment discount",
  new: "New",
  retired: "Retired",
  "not-decomposable": "No price",
};

/** One price taken apart: cost and quantity of each month, the prices in it, and its charges. */
export function PriceTrace(props: PriceTraceProps) {
  const { question, lineText, title, unit, onShowCharges } = props;
  const setFilter = useStore((state) => state.setFilter);
  const key = lineText === null ? null : PriceLineKey.parse(JSON.parse(lineText));
  const answer = useAnswer("prices.line", key === null ? null : { ...question, line: key });
  const line = answer.value;
  const showCharges = (): void => {
    for (const filter of line?.filters ?? []) {
      setFilter(filter);
    }
    onShowCharges();
  };
  return (
    <>
      <InspectorTitle>{title ?? "Where this price comes from"}</InspectorTitle>
      {lineText === null ? (
        <InspectorHint>
          Select a line to see the cost and the quantity behind its price, and each price that
          stands in a month.
        </InspectorHint>
      ) : null}
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {line === undefined || lineText === null ? null : (
        <>
          {line.months.map((month) => (
            <MonthPart key={month.period} month={month} unit={unit} />
          ))}
          {line.effects.length === 0 ? null : (
            <InspectorSection title="What moved its cost">
              <DefinitionList
                entries={line.effects.map(({ effect, amount }) => [
                  EFFECTS[effect] ?? effect,
                  <Amount key={effect} value={amount} />,
                ])}
              />
            </InspectorSection>
          )}
          <div className={styles["facetActions"]}>
            <Button onClick={showCharges}>Show its charges</Button>
          </div>
        </>
      )}
    </>
  );
}

function MonthPart({ month, unit }: { month: PriceMonth; unit: string | null }) {
  const negative =
    month.negativeCharges === 0 ? "" : `, ${formatCount(month.negativeCharges)} below zero`;
  return (
    <InspectorSection title={month.period}>
      <DefinitionList
        entries={[
          ["Cost", <Amount key="cost" value={month.cost} />],
          ["Quantity", `${quantityText(month.quantity)} ${unit ?? ""}`],
          ["Made of", `${plural(month.charges, "charge")}${negative}`],
        ]}
      />
      {month.points.length === 0 ? null : (
        <ul>
          {month.points.map((point) => (
            <li key={`${point.price} ${point.firstDay}`} className={styles["share"]}>
              <span>
                <span title={point.price}>{priceCellText(point.price)}</span>
                <small>
                  {quantityText(point.quantity)} {unit ?? ""}
                  {daysText(point)}
                </small>
              </span>
              <Amount value={point.cost} />
            </li>
          ))}
        </ul>
      )}
      {month.morePoints === 0 ? null : <p>{plural(month.morePoints, "further price")}</p>}
    </InspectorSection>
  );
}

function daysText({ firstDay, lastDay }: PriceMonth["points"][number]): string {
  if (firstDay === null || lastDay === null) {
    return "";
  }
  return firstDay === lastDay ? `, ${firstDay}` : `, ${firstDay} to ${lastDay}`;
}
