import { proseColumn, textColumn } from "../column.ts";
import { defineSheet } from "./define.ts";

export const signOff = defineSheet({
  name: "Sign-off",
  holds: "Who prepared and who approved this close, and what exactly they signed.",
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
              "Prepared from the sources named in this workbook.",
              null,
            ],
            ["Approver", "not signed", null, "Reviewed and approved; not the preparer.", null],
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
