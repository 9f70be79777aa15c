// Validates every file named on the command line as a whole HTML document; prints a line for each error, and exits 1 if there is one.
const { HtmlValidate, StaticConfigLoader } = require("html-validate");

const config = {
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // Writing, not meaning: the renderer has its own.
    "long-title": "off", // a title is as long as its language makes it
    "no-trailing-whitespace": "off",
    "no-raw-characters": "off", // & and > are written as HTML allows them in UTF-8 text
    "void-style": ["error", { style: "omit" }],
    "doctype-style": ["error", { style: "uppercase" }],
    "attribute-boolean-style": ["error", { style: "omit" }],
    // ui.main and the like: a page's own anchors have no full stop, so that the two never meet.
    "valid-id": ["error", { relaxed: true }],
    // The hash of the style sheet is in its address, and it comes from the same host.
    "require-sri": ["error", { target: "crossorigin" }],
    // Inline SVG of the QR code carries no style; nothing else has a style attribute either.
    "no-inline-style": "error",
  },
};

(async () => {
  const validator = new HtmlValidate(new StaticConfigLoader(config));
  let errors = 0;
  for (const name of process.argv.slice(2)) {
    const report = await validator.validateFile(name);
    for (const result of report.results) {
      for (const m of result.messages) {
        errors++;
        console.log(`${name}:${m.line}:${m.column}: ${m.ruleId}: ${m.message}`);
      }
    }
  }
  process.exitCode = errors ? 1 : 0;
})();
