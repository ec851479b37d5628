import { X } from "lucide-react";
import type { Mapping, SkipRule } from "../../../shared/domain/mapping.ts";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { SelectBox } from "../../ui/select-box.tsx";
import { SettledField } from "../../ui/settled-field.tsx";
import {
  lineOf,
  NEW_LINE,
  needsColumn,
  needsText,
  ruleOf,
  SKIP_TESTS,
  type SkipLine,
  withSkip,
} from "./skip-rules.ts";
import styles from "./sources.module.css";
import { ruleText } from "./wizard/group-words.ts";

/** Stands for no column in the list of columns; no header is written like this. */
const ANY = "\u0000";

export interface SkipEditorProps {
  readonly mapping: Mapping;
  readonly header: readonly string[];
  readonly onChange: (mapping: Mapping) => void;
}

/** Totals, opening balances and footers: rows that are not data, each told apart by one rule. */
export function SkipEditor({ mapping, header, onChange }: SkipEditorProps) {
  return (
    <section className={styles["skip"]} aria-label="Rows to leave out">
      <p className={styles["skipHead"]}>
        <span>Rows to leave out</span>
        <Button
          tone="quiet"
          onClick={() => onChange(withSkip(mapping, mapping.skip.length, ruleOf(NEW_LINE)))}
        >
          Add a rule
        </Button>
      </p>
      {mapping.skip.length === 0 ? (
        <p className={styles["because"]}>
          None. Totals and footers are counted as rows until a rule leaves them out.
        </p>
      ) : (
        <ul>
          {mapping.skip.map((rule, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have an order, and may repeat.
            <li key={index} className={styles["skipRule"]}>
              <RuleFields
                rule={rule}
                header={header}
                onChange={(next) => onChange(withSkip(mapping, index, next))}
              />
              <Button
                isIcon
                tone="quiet"
                aria-label={`Remove rule ${index + 1}`}
                onClick={() => onChange(withSkip(mapping, index, null))}
              >
                <X size={13} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function RuleFields(props: {
  readonly rule: SkipRule;
  readonly header: readonly string[];
  readonly onChange: (rule: SkipRule) => void;
}) {
  const { rule, header, onChange } = props;
  const line = lineOf(rule);
  if (line === null) {
    return <span>{ruleText(rule)}</span>;
  }
  const change = (part: Partial<SkipLine>): void => onChange(ruleOf({ ...line, ...part }));
  return (
    <>
      <SelectBox
        label="Column"
        isLabelHidden
        value={line.column ?? ANY}
        options={columnOptions(line, header)}
        onChange={(column) => change({ column: column === ANY ? null : column })}
      />
      <SelectBox
        label="Test"
        isLabelHidden
        value={line.test}
        options={SKIP_TESTS}
        onChange={(test) => change({ test })}
      />
      {needsText(line.test) ? (
        <SettledField
          label="Text of the rule"
          isLabelHidden
          value={line.text}
          placeholder="Total"
          onChange={(text) => change({ text })}
        />
      ) : null}
      <CheckBox isChecked={line.andBelow} onChange={(andBelow) => change({ andBelow })}>
        and all rows below it
      </CheckBox>
    </>
  );
}

function columnOptions(line: SkipLine, header: readonly string[]) {
  const names = [...new Set([...header, ...(line.column === null ? [] : [line.column])])];
  return [
    { value: ANY, label: needsColumn(line.test) ? "choose a column" : "any column" },
    ...names.filter((name) => name !== ANY).map((value) => ({ value, label: value })),
  ];
}
