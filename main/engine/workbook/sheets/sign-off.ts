import { proseColumn, textColumn } from "../column.ts";
import { defineSheet } from "./define.ts";

export const signOff = defineSheet({
  name: "Sign-off",
  holds:
    "Nobody has signed: signatures are not recorded here. Sign a printed copy that shows the " +
    "content digest of Cover.",
  async load() {
    return {
      tables: [
        {
          name: "Sign_off",
          columns: [
            textColumn("role", "Role", { width: 26 }),
            textColumn("name", "Name", { width: 30 }),
            textColumn("time", "Time", { width: 22 }),
            proseColumn("meaning", "Meaning", { width: 60 }),
            textColumn("hash", "Hash of what was signed", { width: 40 }),
          ],
          rows: [
            [
              "Preparer",
              "not signed",
              null,
              "To be signed: prepared from the sources named in this workbook.",
              null,
            ],
            [
              "Approver",
              "not signed",
              null,
              "To be signed: reviewed and approved, by somebody else.",
              null,
            ],
          ],
        },
        {
          name: "Decertifications",
          caption: "Decertifications",
          columns: [
            textColumn("time", "Time"),
            textColumn("name", "By"),
            textColumn("reason", "Reason"),
          ],
          rows: [],
        },
      ],
    };
  },
});
