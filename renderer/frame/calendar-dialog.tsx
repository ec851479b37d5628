import { useState } from "react";
import type { CalendarPreview, CalendarView } from "../../shared/contract/calendar.ts";
import { TimeZone } from "../../shared/domain/fiscal-calendar.ts";
import { formatCount } from "../../shared/format.ts";
import { useStore } from "../store/index.ts";
import { defaultPeriod, knownPeriods } from "../store/scope-slice.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { SelectBox } from "../ui/select-box.tsx";
import { TextField } from "../ui/text-field.tsx";
import { tell, tellError } from "../ui/toaster.tsx";
import { useAnswer, useEngine } from "../use-engine.ts";
import styles from "./calendar-dialog.module.css";
import {
  type CalendarDraft,
  calendarOf,
  daySpan,
  draftOf,
  isImported,
  isOfWeeks,
  kindOptions,
  MONTH_OPTIONS,
  WEEKDAY_OPTIONS,
} from "./calendar-draft.ts";

/** How days become periods: the choice, the coming year it gives, and what it would change. */
export function CalendarDialog() {
  const isOpen = useStore((state) => state.isCalendarOpen);
  const setOpen = useStore((state) => state.setCalendarOpen);
  const { value: view, error } = useAnswer("calendar.get", isOpen ? {} : null);
  if (!isOpen) {
    return null;
  }
  const close = (): void => setOpen(false);
  return view === undefined ? (
    <Dialog title="Calendar and time zone" isOpen onClose={close}>
      {error === undefined ? <LoadingNote what="the calendar" /> : <ErrorNote error={error} />}
    </Dialog>
  ) : (
    <CalendarForm view={view} onClose={close} />
  );
}

function CalendarForm({ view, onClose }: { view: CalendarView; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(view.calendar));
  const [zone, setZone] = useState(draft.timeZone);
  const isZone = TimeZone.safeParse(zone.trim()).success;
  const wanted = calendarOf(draft);
  const preview = useAnswer("calendar.preview", { calendar: wanted });
  const isSettled = zone.trim() === draft.timeZone && preview.value !== undefined;
  const canSave = isSettled && !preview.isLoading && preview.value?.changes === true;
  const save = useSave(onClose);
  return (
    <Dialog
      title="Calendar and time zone"
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={!canSave} onClick={() => void save(wanted)}>
            Use this calendar
          </Button>
        </>
      }
    >
      <p>
        Every number belongs to a period. A charge belongs to the period of its days, and one of
        several periods is cut by days; a ledger line keeps the period its ledger gives.
      </p>
      <div className={styles["fields"]}>
        <KindFields draft={draft} view={view} onChange={setDraft} />
        <TextField
          label="Time zone"
          value={zone}
          onChange={setZone}
          onSettled={() => (isZone ? setDraft({ ...draft, timeZone: zone.trim() }) : undefined)}
          hint={
            isZone
              ? "Whose days charges with a time belong to, such as UTC or Europe/Berlin"
              : "Write it like Europe/Berlin, America/New_York or UTC"
          }
        />
      </div>
      {preview.error === undefined ? null : <ErrorNote error={preview.error} />}
      {preview.value === undefined || preview.error !== undefined ? null : (
        <Effect preview={preview.value} />
      )}
    </Dialog>
  );
}

function useSave(onClose: () => void) {
  const engine = useEngine();
  const setPeriod = useStore((state) => state.setPeriod);
  return async (calendar: ReturnType<typeof calendarOf>): Promise<void> => {
    const result = await engine.call("workspace.configure", { calendar });
    if (!result.ok) {
      tellError(result.error);
      return;
    }
    const first = defaultPeriod(result.value);
    if (first !== null) {
      setPeriod(first, knownPeriods(result.value));
    }
    tell("The calendar is set", "Runs made under another one are out of date.");
    onClose();
  };
}

interface KindProps {
  readonly draft: CalendarDraft;
  readonly view: CalendarView;
  readonly onChange: (draft: CalendarDraft) => void;
}

function KindFields({ draft, view, onChange }: KindProps) {
  const change = (part: Partial<CalendarDraft>): void => onChange({ ...draft, ...part });
  return (
    <div className={styles["choices"]}>
      <SelectBox
        label="Periods"
        value={draft.kind}
        options={kindOptions(view.imported, draft)}
        onChange={(kind) => change({ kind })}
      />
      {isImported(draft) ? null : (
        <>
          <SelectBox
            label="Year begins in"
            value={String(draft.yearStart)}
            options={MONTH_OPTIONS}
            onChange={(month) => change({ yearStart: Number.parseInt(month, 10) })}
          />
          {draft.yearStart === 1 ? null : (
            <SelectBox
              label="Named after the year of its"
              value={draft.named}
              options={[
                { value: "start", label: "Start" },
                { value: "end", label: "End" },
              ]}
              onChange={(named) => change({ named })}
            />
          )}
        </>
      )}
      {isOfWeeks(draft) ? (
        <>
          <SelectBox
            label="Weeks end on"
            value={draft.weekEnd}
            options={WEEKDAY_OPTIONS}
            onChange={(weekEnd) => change({ weekEnd })}
          />
          <SelectBox
            label="Year ends on"
            value={draft.yearEnd}
            options={[
              { value: "last", label: "Last in its month" },
              { value: "nearest", label: "Nearest month end" },
            ]}
            onChange={(yearEnd) => change({ yearEnd })}
          />
        </>
      ) : null}
    </div>
  );
}

function Effect({ preview }: { preview: CalendarPreview }) {
  return (
    <>
      <p className={styles["effect"]} role="status">
        {effectText(preview)}
      </p>
      <div className={styles["scroll"]}>
        <table className={styles["periods"]}>
          <caption className="screen-reader">The coming periods</caption>
          <thead>
            <tr>
              <th scope="col">Period</th>
              <th scope="col">Quarter</th>
              <th scope="col">First to last day</th>
              <th scope="col">Days</th>
              <th scope="col">Weeks</th>
              <th scope="col">Workdays</th>
              <th scope="col">Weekend</th>
            </tr>
          </thead>
          <tbody>
            {preview.periods.map((of) => (
              <tr key={of.period}>
                <th scope="row">{of.period}</th>
                <td>{`${of.fiscalYear} Q${of.quarter}`}</td>
                <td>{daySpan(of)}</td>
                <td>{of.days}</td>
                <td>{of.days % 7 === 0 ? Math.floor(of.days / 7) : "–"}</td>
                <td>{of.workdays}</td>
                <td>{of.days - of.workdays}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function effectText({ changes, cutCharges, staleRuns }: CalendarPreview): string {
  if (!changes) {
    return "This is the calendar there is.";
  }
  const cut =
    cutCharges === 0
      ? "No charge is cut."
      : `${formatCount(cutCharges)} ${cutCharges === 1 ? "charge is" : "charges are"} cut by days.`;
  const runs = staleRuns.map(({ kind, period }) => `the ${kind} of ${period}`);
  return runs.length === 0
    ? `${cut} No run becomes out of date.`
    : `${cut} Out of date become ${runs.join(", ")}.`;
}
