import { useState } from "react";
import type { AliasProposal, SourceProposal } from "../../../shared/contract/identifiers.ts";
import { withAliases, withSource } from "../../../shared/domain/identifier-edits.ts";
import type { IdentifierName } from "../../../shared/domain/identifier-names.ts";
import { ALIAS_REASON_TEXT, SOURCE_REASON_TEXT } from "../../../shared/domain/identifier-words.ts";
import type { Identifiers } from "../../../shared/domain/identifiers.ts";
import { attributeLabel } from "../../attribute-label.ts";
import type { CallOutput } from "../../engine-client.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { fullIn, plural, spellAmount } from "../../ui/format-amount.ts";
import { identifierLabel } from "./identifier-text.ts";
import styles from "./identifiers.module.css";
import { useChangeDictionary, useDismiss } from "./use-dictionary.ts";

type Suggestions = CallOutput<"identifiers.suggestions">;
type Cost = SourceProposal["costs"][number];

/** The editor of an identifier opens with a suggestion in it. */
export type EditSuggestion = (identifier: IdentifierName, wanted: Identifiers) => void;

export interface SuggestionListProps {
  readonly suggestions: Suggestions;
  readonly identifiers: Identifiers;
  readonly onEdit: EditSuggestion;
}

/** What the values of the month suggest; nothing happens before a person says so. */
export function SuggestionList({ suggestions, identifiers, onEdit }: SuggestionListProps) {
  const { aliases, sources, dismissed, cutShort } = suggestions;
  const dismiss = useDismiss();
  return (
    <section className={styles["pane"]} aria-label="Suggestions">
      <div className={styles["paneHead"]}>
        <h2>Suggestions</h2>
        {dismissed === 0 ? null : (
          <Button tone="quiet" onClick={() => void dismiss([])}>
            Bring back {plural(dismissed, "dismissed one")}
          </Button>
        )}
      </div>
      {aliases.length + sources.length === 0 ? (
        <p className={styles["none"]}>
          No value of this month looks like another, and no tag is called like an identifier that
          does not read it.
        </p>
      ) : null}
      <ul className={styles["suggestions"]}>
        {sources.map((source) => (
          <li key={source.key} className={styles["suggestion"]}>
            <SourceCard source={source} identifiers={identifiers} onEdit={onEdit} />
          </li>
        ))}
        {aliases.map((proposal) => (
          <li key={keyOf(proposal)} className={styles["suggestion"]}>
            <AliasCard proposal={proposal} identifiers={identifiers} onEdit={onEdit} />
          </li>
        ))}
      </ul>
      {cutShort.map((name) => (
        <p key={name} className={styles["hint"]}>
          {identifierLabel(name)}: only the 5,000 largest values are compared.
        </p>
      ))}
    </section>
  );
}

const keyOf = ({ identifier, name, aliases }: AliasProposal): string =>
  [identifier, name, ...aliases.map(({ value }) => value)].join("|");

interface CardProps {
  readonly identifiers: Identifiers;
  readonly onEdit: EditSuggestion;
}

function SourceCard({ source, identifiers, onEdit }: CardProps & { source: SourceProposal }) {
  const { key, identifier, attribute, reason, samples, gains } = source;
  const change = useChangeDictionary();
  const label = identifierLabel(identifier);
  const place = attributeLabel(attribute);
  const added = (before: Identifiers): Identifiers => withSource(before, identifier, attribute);
  const gained = gains.length === 0 ? "adds no value that is not there" : `adds ${costText(gains)}`;
  return (
    <>
      <p>
        <Badge>{label}</Badge> may be read from <b>{place}</b>
      </p>
      <p className={styles["detail"]}>
        {SOURCE_REASON_TEXT[reason]}; {gained}; it says {samples.join(", ")}
      </p>
      <CardActions
        what={`${label} from ${place}`}
        keys={[key]}
        onAccept={() => change(added, `${label} is read from ${place}`, gained)}
        onEdit={() => onEdit(identifier, added(identifiers))}
      />
    </>
  );
}

function AliasCard({ proposal, identifiers, onEdit }: CardProps & { proposal: AliasProposal }) {
  const { identifier, name, knownFrom, aliases } = proposal;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const change = useChangeDictionary();
  const kept = aliases.filter(({ value }) => !left.has(value));
  const values = kept.map(({ value }) => value);
  const merged = (before: Identifiers): Identifiers =>
    withAliases(before, identifier, name, values);
  const toggle = (value: string, isKept: boolean): void => {
    const next = new Set(left);
    if (isKept) {
      next.delete(value);
    } else {
      next.add(value);
    }
    setLeft(next);
  };
  return (
    <>
      <p>
        <Badge>{identifierLabel(identifier)}</Badge> <b>{name}</b>
        {knownFrom === null ? "" : `, known from ${knownFrom},`} may also be written
      </p>
      <ul className={styles["aliases"]}>
        {aliases.map(({ value, reason, costs }) => (
          <li key={value}>
            <CheckBox isChecked={!left.has(value)} onChange={(isKept) => toggle(value, isKept)}>
              {value}{" "}
              <span className={styles["detail"]}>
                {ALIAS_REASON_TEXT[reason]}; {costText(costs)}
              </span>
            </CheckBox>
          </li>
        ))}
      </ul>
      <CardActions
        what={`${name}, also written ${values.join(", ")}`}
        keys={aliases.map(({ key }) => key)}
        isDisabled={kept.length === 0}
        onAccept={() => change(merged, `${values.join(", ")} now counts as ${name}`)}
        onEdit={() => onEdit(identifier, merged(identifiers))}
      />
    </>
  );
}

interface CardActionsProps {
  readonly what: string;
  readonly keys: readonly string[];
  readonly isDisabled?: boolean;
  readonly onAccept: () => Promise<boolean>;
  readonly onEdit: () => void;
}

function CardActions({ what, keys, isDisabled = false, onAccept, onEdit }: CardActionsProps) {
  const dismiss = useDismiss();
  return (
    <div className={styles["cardActions"]}>
      <Button disabled={isDisabled} aria-label={`Accept: ${what}`} onClick={() => void onAccept()}>
        Accept
      </Button>
      <Button disabled={isDisabled} aria-label={`Edit: ${what}`} onClick={onEdit}>
        Edit…
      </Button>
      <Button tone="quiet" aria-label={`Dismiss: ${what}`} onClick={() => void dismiss(keys)}>
        Dismiss
      </Button>
    </div>
  );
}

function costText(costs: readonly Cost[]): string {
  return costs
    .map(
      ({ currency, charges, amount }) =>
        `${currency} ${spellAmount(amount, fullIn(currency))} on ${plural(charges, "charge")}`,
    )
    .join(", ");
}
