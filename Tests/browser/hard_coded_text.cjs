// Lists words that stand in the pages instead of the message files: `file:line text` per line.
// Run with NODE_PATH set to where TypeScript lies, and the files as arguments.
const fs = require("fs");
const ts = require("typescript");

const spoken = new Set(["title", "aria-label", "placeholder", "alt", "label", "hint", "lead"]);
const words = /\p{L}{2,}/u;

for (const file of process.argv.slice(2)) {
  const source = ts.createSourceFile(
    file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const tell = (node, text) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    console.log(`${file}:${line + 1} ${text.trim()}`);
  };
  const visit = (node) => {
    if (ts.isJsxText(node) && words.test(node.text)) tell(node, node.text);
    if (ts.isJsxAttribute(node) && spoken.has(node.name.text) && node.initializer
      && ts.isStringLiteral(node.initializer) && words.test(node.initializer.text)) {
      tell(node, node.initializer.text);
    }
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression)
      && words.test(node.expression.text) && !ts.isJsxAttribute(node.parent)) {
      tell(node, node.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}
