import { useState } from "react";
import type { Scope } from "../../../shared/contract/scope.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import { attributeLabel } from "../../attribute-label.ts";
import { useStore } from "../../store/index.ts";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { formatCount, spellAmount } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAnswer } from "../../use-engine.ts";
import styles from "./charges.module.css";
import { chosenValues, type FacetChoice, filterFor, toggled } from "./facet-choice.ts";

export interface FacetFilterProps {
  readonly scope: Scope;
  readonly attribute: string;
  readonly onDone: () => void;
}

export function filterOn(filters: readonly Condition[], attribute: string): Condition | undefined {
  return filters.find((filter) => filter.attribute === attribute);
}

/** The values of an attribute with their counts, to keep some of them. */
export function FacetFilter({ scope, attribute, onDone }: FacetFilterProps) {
  const { setFilter, dropFilter } = useStore();
  const [search, setSearch] = useState("");
  const [choice, setChoice] = useState<FacetChoice>(() =>
    chosenValues(filterOn(scope.filters, attribute)),
  );
  // The column's own filter must not hide the values it left out.
  const others = scope.filters.filter((filter) => filter.attribute !== attribute);
  const answer = useAnswer("charges.facet", {
    scope: { ...scope, filters: others },
    attribute,
    search,
  });
  const values = answer.value?.values ?? [];
  const apply = (): void => {
    const filter = filterFor(attribute, choice);
    if (filter === null) {
      dropFilter(attribute);
    } else {
      setFilter(filter);
    }
    onDone();
  };
  const setAll = (isKept: boolean): void =>
    setChoice((before) => values.reduce((kept, { value }) => toggled(kept, value, isKept), before));
  return (
    <form
      className={styles["facet"]}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <TextField
        label={`Search ${attributeLabel(attribute)}`}
        isLabelHidden
        value={search}
        placeholder={`Search ${attributeLabel(attribute).toLowerCase()}`}
        onChange={setSearch}
      />
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {answer.value === undefined && answer.error === undefined ? (
        <LoadingNote what="the values" />
      ) : null}
      <ul className={styles["values"]}>
        {values.map(({ value, charges, amount }) => (
          <li key={value ?? " empty"} className={styles["value"]}>
            <CheckBox
              isChecked={choice.values.has(value)}
              onChange={(isKept) => setChoice((before) => toggled(before, value, isKept))}
            >
              {value ?? "(empty)"}
            </CheckBox>
            <span className={styles["count"]} title={`${scope.basis} cost ${spellAmount(amount)}`}>
              {formatCount(charges)}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles["note"]}>
        {answer.value === undefined
          ? ""
          : `${formatCount(values.length)} of ${formatCount(answer.value.distinct)} values`}
      </p>
      <div className={styles["facetActions"]}>
        <Button tone="quiet" onClick={() => setAll(true)}>
          All shown
        </Button>
        <Button tone="quiet" onClick={() => setAll(false)}>
          None
        </Button>
        <Button type="submit" tone="primary">
          Apply
        </Button>
      </div>
    </form>
  );
}
