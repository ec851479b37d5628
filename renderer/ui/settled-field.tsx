import { useState } from "react";
import { TextField, type TextFieldProps } from "./text-field.tsx";

export interface SettledFieldProps extends Omit<TextFieldProps, "onChange" | "onSettled"> {
  /** What may be handed on; anything else waits in the field. */
  readonly accepts?: (text: string) => boolean;
  readonly onChange: (value: string) => void;
}

const EVERYTHING = (): boolean => true;

/** A text handed on with Enter or when the field is left, not with every letter. */
export function SettledField({ accepts = EVERYTHING, onChange, ...field }: SettledFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = (): void => {
    if (typed !== null && accepts(typed)) {
      setTyped(null);
      if (typed !== field.value) {
        onChange(typed);
      }
    }
  };
  return (
    <TextField {...field} value={typed ?? field.value} onChange={setTyped} onSettled={settle} />
  );
}
