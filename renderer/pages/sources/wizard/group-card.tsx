import { useId, useState } from "react";
import type { RejectGroup } from "../../../../shared/contract/jobs.ts";
import { DateFormat, type Mapping } from "../../../../shared/domain/mapping.ts";
import { Button } from "../../../ui/button.tsx";
import { formatCount } from "../../../ui/format-amount.ts";
import { SelectBox } from "../../../ui/select-box.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { withAnswer } from "../mapping-draft.ts";
import { DATES, DECIMALS, SHOWN } from "../written-fields.tsx";
import {
  columnsText,
  groupRemedy,
  groupTitle,
  leaveOutRules,
  stakeText,
  withReplacement,
  withRules,
} from "./group-words.ts";
import styles from "./review.module.css";

export interface GroupCardProps {
  readonly group: RejectGroup;
  readonly mapping: Mapping;
  readonly suggested: Mapping | null;
  readonly isBusy: boolean;
  readonly onMapping: (mapping: Mapping) => void;
}

/** One cause: how many rows, what is at stake, three of them, and what settles them all. */
export function GroupCard(props: GroupCardProps) {
  const { group } = props;
  const id = useId();
  const stake = stakeText(group);
  const columns = columnsText(group);
  return (
    <section className={styles["group"]} aria-labelledby={id}>
      <header className={styles["groupHead"]}>
        <h2 id={id}>{groupTitle(group)}</h2>
        <span>{columns}</span>
        <span className={styles["stake"]}>{stake === "" ? "" : `At stake: ${stake}`}</span>
      </header>
      <Examples group={group} />
      <Fixes {...props} />
    </section>
  );
}

function Examples({ group }: { group: RejectGroup }) {
  return (
    <table className={styles["examples"]}>
      <thead>
        <tr>
          <th scope="col" className={styles["line"]}>
            Line
          </th>
          <th scope="col">Column</th>
          <th scope="col">Found</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {group.examples.map(({ line, column, found, reason, rawText }) => (
          <tr key={line}>
            <td className={styles["line"]}>{formatCount(line)}</td>
            <td>{column}</td>
            <td className={styles["found"]} title={rawText}>
              {found === null ? rawText : found === "" ? "nothing" : found}
            </td>
            <td>{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Fixes(props: GroupCardProps) {
  const { group, mapping, suggested, isBusy, onMapping } = props;
  const proposed = suggested?.skip.filter(({ reason }) => reason === "subtotal") ?? [];
  const isTotals = group.cause === "looks-like-total";
  const totals = isTotals && proposed.length > 0 ? proposed : null;
  const rules = totals ?? leaveOutRules(group);
  return (
    <div className={styles["fixes"]}>
      <p className={styles["remedy"]}>{groupRemedy(group, rules !== null)}</p>
      {group.cause === "not-a-number" ? (
        <SelectBox
          label="Decimal sign"
          value={mapping.decimal ?? SHOWN}
          options={DECIMALS}
          onChange={(sign) =>
            onMapping(withAnswer(mapping, "decimal", sign === SHOWN ? null : sign))
          }
        />
      ) : null}
      {group.cause === "date-unclear" ? (
        <SelectBox
          label="Dates are written"
          value={mapping.dateFormat ?? SHOWN}
          options={DATES}
          onChange={(format) => {
            const parsed = DateFormat.safeParse(format);
            onMapping(withAnswer(mapping, "dateFormat", parsed.success ? parsed.data : null));
          }}
        />
      ) : null}
      {group.values.length === 0 || group.cause === "record-broken" ? null : (
        <ReplaceValue group={group} mapping={mapping} isBusy={isBusy} onMapping={onMapping} />
      )}
      {rules === null ? null : (
        <Button disabled={isBusy} onClick={() => onMapping(withRules(mapping, rules))}>
          {isTotals ? "Leave these totals out" : "Leave these rows out"}
        </Button>
      )}
    </div>
  );
}

/** One value of one column read as another, in every row that holds it. */
function ReplaceValue(props: Omit<GroupCardProps, "suggested">) {
  const { group, mapping, isBusy, onMapping } = props;
  const [chosen, setChosen] = useState(0);
  const [text, setText] = useState("");
  const value = group.values[chosen] ?? group.values[0];
  if (value === undefined) {
    return null;
  }
  const { column, found } = value;
  const replace = (): void => {
    setText("");
    setChosen(0);
    onMapping(withReplacement(mapping, column, found, text.trim(), "replaced at the import"));
  };
  return (
    <div className={styles["replace"]}>
      <SelectBox
        label="Read"
        value={String(group.values.indexOf(value))}
        options={group.values.map((one, index) => ({
          value: String(index),
          label:
            `${one.found === "" ? "nothing" : `"${one.found}"`} in ${one.column} ` +
            `(${formatCount(one.count)})`,
        }))}
        onChange={(index) => setChosen(group.values.findIndex((_, at) => String(at) === index))}
      />
      <TextField
        label={`Instead of ${found === "" ? "nothing" : `"${found}"`}`}
        isLabelHidden
        value={text}
        placeholder="as"
        onChange={setText}
      />
      <Button disabled={isBusy || text.trim() === ""} onClick={replace}>
        Replace all
      </Button>
    </div>
  );
}
