const features =
  "imports|allocation|reconciliation|variance|charges|identifiers|prices|pivot|checks|workbook|" +
  "schedules|quality|taxonomy";
const foundations = "database|documents|relations|queries|runs|money|workspace|xlsx";
const packages = (names) => `(^|/)node_modules/(${names})/|^(${names})$`;

/** A library, the one room that may import it, and why it has one. */
const rooms = [
  ["@duckdb/node-(api|bindings[^/]*)", "^main/engine/database/", "one lock, one undo"],
  ["exceljs", "^main/engine/workbook/", "one place keeps to the limits of Excel"],
  ["yauzl", "^main/engine/xlsx/", "one place refuses bombs and broken files"],
  [
    "saxes",
    "^main/engine/(xlsx/|imports/readers/saft-xml[.]ts$)",
    "packages and audit files are each parsed in one place, which refuses declarations",
  ],
  ["@e965/xlsx", "^main/engine/imports/readers/", "old workbooks are read there, never written"],
  ["echarts", "^renderer/charts/|^main/engine/workbook/picture\\.ts$", "one place draws"],
  ["electron", "^main/hosts/electron/", "everything else runs without it"],
  ["ws", "^main/hosts/browser/", "one place checks the token, the host and the origin"],
];

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle cannot be understood, tested or moved one file at a time.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "shared-is-pure",
      comment: "Both sides and every host read the shared vocabulary, so it knows none of them.",
      severity: "error",
      from: { path: "^shared/" },
      to: { pathNot: `^shared/|${packages("zod")}` },
    },
    {
      name: "sides-meet-in-the-contract",
      comment: "Renderer and engine run behind any host, for they know neither it nor each other.",
      severity: "error",
      from: { path: "^(renderer|main/engine)/" },
      to: { path: "^(main|renderer)/", pathNot: "^$1/" },
    },
    {
      name: "features-meet-in-relations",
      comment: "Features meet in named tables, so that each can be read, run and removed alone.",
      severity: "error",
      from: { path: `^main/engine/(${features})/` },
      to: { path: `^main/engine/(${features})/`, pathNot: "^main/engine/$1/" },
    },
    {
      name: "foundations-know-no-feature",
      comment: "Tables, money and the database stay the same whichever features read them.",
      severity: "error",
      from: { path: `^main/engine/(${foundations})/` },
      to: { path: `^main/engine/((${features})/|(handlers|engine|serve)\\.ts$)` },
    },
    {
      name: "pages-stand-alone",
      comment: "A page that reads another page could not be opened, tested or removed alone.",
      severity: "error",
      from: { path: "^renderer/pages/([^/.]+)", pathNot: "^renderer/pages/(index|define)\\." },
      to: { path: "^renderer/pages/", pathNot: "^renderer/pages/($1[/.]|define\\.)" },
    },
    {
      name: "parts-know-no-page",
      comment: "Controls, grids and charts serve any page because they know none.",
      severity: "error",
      from: { path: "^renderer/(ui|grid|charts|store)/" },
      to: { path: "^renderer/(pages/|app\\.tsx$|main\\.tsx$)" },
    },
    ...rooms.map(([names, room, why]) => ({
      name: "libraries-have-one-room",
      comment: `A library is audited and replaced in the one room that has it: ${why}.`,
      severity: "error",
      from: { pathNot: room },
      to: { path: packages(names) },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.test.json" },
    tsPreCompilationDeps: true,
    moduleSystems: ["es6"],
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node"] },
  },
};
