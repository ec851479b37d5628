import { ArrowUp, X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { SearchSelect } from "../../ui/search-select.tsx";
import type { Option } from "../../ui/select-box.tsx";
import { TextField } from "../../ui/text-field.tsx";
import {
  changed,
  EMPTY_ENTRY,
  ENTRY_FIELDS,
  type EntryDraft,
  movedUp,
  type PlaceDraft,
} from "./draft.ts";
import styles from "./identifiers.module.css";

export interface PlaceEditorProps {
  readonly places: readonly PlaceDraft[];
  readonly options: readonly Option<string>[];
  readonly onChange: (places: readonly PlaceDraft[]) => void;
}

/** Where an identifier is looked for: the first place that gives a value wins. */
export function PlaceEditor({ places, options, onChange }: PlaceEditorProps) {
  return (
    <section className={styles["part"]} aria-label="Looked for in">
      <h3>Looked for in, the first with a value wins</h3>
      <ol>
        {places.map((place, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is known by its order alone.
          <li key={at} className={styles["place"]}>
            <div className={styles["placeHead"]}>
              <SearchSelect
                label={`Place ${at + 1}`}
                value={place.attribute}
                options={options}
                onChange={(attribute) => onChange(changed(places, at, { ...place, attribute }))}
              />
              <CheckBox
                isChecked={place.map !== null}
                onChange={(isMapped) =>
                  onChange(changed(places, at, { ...place, map: isMapped ? [EMPTY_ENTRY] : null }))
                }
              >
                its values stand for others
              </CheckBox>
              <Button
                isIcon
                tone="quiet"
                aria-label={`Move place ${at + 1} up`}
                disabled={at === 0}
                onClick={() => onChange(movedUp(places, at))}
              >
                <ArrowUp size={14} aria-hidden="true" />
              </Button>
              <Button
                isIcon
                tone="quiet"
                aria-label={`Remove place ${at + 1}`}
                onClick={() => onChange(changed(places, at, null))}
              >
                <X size={14} aria-hidden="true" />
              </Button>
            </div>
            {place.map === null ? null : (
              <EntryTable
                place={at + 1}
                entries={place.map}
                onChange={(map) => onChange(changed(places, at, { ...place, map }))}
              />
            )}
          </li>
        ))}
      </ol>
      <Button
        onClick={() =>
          onChange([...places, { attribute: options[0]?.value ?? "sub_account_id", map: null }])
        }
      >
        Add a place
      </Button>
    </section>
  );
}

const FIELDS = [
  ["is", ENTRY_FIELDS.is, ""],
  ["gives", ENTRY_FIELDS.gives, ""],
  ["from", ENTRY_FIELDS.from, "always"],
  ["to", ENTRY_FIELDS.to, "to this day"],
] as const;

interface EntryTableProps {
  readonly place: number;
  readonly entries: readonly EntryDraft[];
  readonly onChange: (entries: readonly EntryDraft[]) => void;
}

/** What a value stands for, from one month to another. */
function EntryTable({ place, entries, onChange }: EntryTableProps) {
  return (
    <div className={styles["entries"]}>
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its order alone.
        <div key={at} className={styles["entry"]}>
          {FIELDS.map(([field, label, placeholder]) => (
            <TextField
              key={field}
              label={at === 0 ? label : `${label}, place ${place}, line ${at + 1}`}
              isLabelHidden={at > 0}
              value={entry[field]}
              placeholder={placeholder}
              onChange={(text) => onChange(changed(entries, at, { ...entry, [field]: text }))}
            />
          ))}
          <Button
            isIcon
            tone="quiet"
            aria-label={`Remove line ${at + 1} of place ${place}`}
            onClick={() => onChange(changed(entries, at, null))}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Button tone="quiet" onClick={() => onChange([...entries, EMPTY_ENTRY])}>
        Add a value
      </Button>
    </div>
  );
}
