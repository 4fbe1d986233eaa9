// The query page's textarea as an editor: colours, completion from the graph, the place of a mistake, Ctrl-Enter to run.
import { autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { Decoration, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const area = document.getElementById("query");
const form = area.form;
const host = document.createElement("div");
host.className = "editor";
area.after(host);
document.getElementById("keys").hidden = false;
// In a shadow root styles are objects, not elements, so that the page's policy needs no exception.
const shadow = host.attachShadow({ mode: "open" });

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--review)", fontWeight: "bold" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--theme)" },
  { tag: [tags.string, tags.number, tags.atom], color: "var(--partnership)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.meta, tags.standard(tags.name)], color: "var(--link)" },
]);
const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--edge)", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)" },
  ".cm-scroller": { fontFamily: "ui-monospace, Consolas, monospace", lineHeight: "1.45", minHeight: "9rem", maxHeight: "var(--editor-height, 60vh)" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--pale)", color: "var(--soft)", border: "0" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--on-agency) !important" },
  ".cm-mistake": { backgroundColor: "var(--on-agency)", borderBottom: "2px solid var(--agency)" },
  ".cm-mistake span": { color: "var(--ink) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "none" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { minHeight: "24px", lineHeight: "1.6" },
  "@media (forced-colors: active)": { ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { outline: "2px solid Highlight", outlineOffset: "-2px" } },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
});

const KEYWORDS = ("SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GROUP BY HAVING ORDER LIMIT OFFSET ASK CONSTRUCT DESCRIBE " +
  "AS DESC COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT EXISTS NOT IN CONTAINS LCASE STR REGEX BOUND COALESCE IF STRSTARTS PREFIX").split(" ");
const MOST = 8; // so many have room without scrolling

let known = null;
async function terms() {
  const own = document.getElementById("terms"); // of a page that is a file
  known ??= own ? JSON.parse(own.textContent) : fetch("/query/completion.json").then((answer) => (answer.ok ? answer.json() : []));
  return known;
}

// Whether a place in a line is inside a text, an IRI or a comment, where nothing is completed.
function isQuoted(before) {
  const opening = /["'#<]/g, inside = { '"': /(?:[^"\\]|\\.)*/y, "'": /(?:[^'\\]|\\.)*/y, "<": /[^<>\s]*/y };
  for (let found; (found = opening.exec(before)); ) {
    const mark = found[0];
    if (mark === "#") return true;
    inside[mark].lastIndex = opening.lastIndex;
    inside[mark].test(before);
    const end = inside[mark].lastIndex;
    if (end === before.length) return true;
    if (before[end] === (mark === "<" ? ">" : mark)) opening.lastIndex = end + 1;
    else if (mark !== "<") return true; // a "<" that is no IRI is "less than"
  }
  return false;
}

// Without being asked only what begins with a prefix is completed: Enter must never change a word that is there already.
async function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const word = context.matchBefore(/[?$]?[\w-]*:?[\w-]*/), typed = word.text.toLowerCase();
  const [prefix, colon] = [typed.slice(0, typed.indexOf(":") + 1), typed.includes(":")];
  if ((!colon && !context.explicit) || isQuoted(line.text.slice(0, word.from - line.from))) return null;
  if (/^[?$]/.test(typed)) {
    const others = new Set(context.state.doc.toString().match(/[?$]\w+/g));
    others.delete(word.text);
    return { from: word.from, filter: false, options: [...others].filter((each) => each.toLowerCase().startsWith(typed)).slice(0, MOST).map((label) => ({ label, type: "variable" })) };
  }
  const name = typed.slice(prefix.length);
  const rank = ({ label, detail }) => {
    const own = label.toLowerCase();
    if (own.startsWith(typed)) return own.length - typed.length;
    if (!own.startsWith(prefix)) return -1;
    return own.includes(name) ? 100 : (detail ?? "").toLowerCase().includes(name) ? 200 : -1;
  };
  const all = [...(await terms()), ...(colon ? [] : KEYWORDS.map((label) => ({ label, type: "keyword" })))];
  const options = all.map((each) => [rank(each), each]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]).slice(0, MOST).map(([, each]) => each);
  return options.length === 1 && options[0].label === word.text ? null : { from: word.from, filter: false, options };
}

// The word at which reading stopped.
function mistake(state) {
  const { line: number, before, word } = area.dataset;
  if (!number || number > state.doc.lines) return Decoration.none;
  const line = state.doc.line(Number(number)), from = Math.min(line.from + before.length, line.to), to = Math.min(from + word.length, line.to);
  return from < to ? Decoration.set([Decoration.mark({ class: "cm-mistake" }).range(from, to)]) : Decoration.none;
}

// Tab goes on, past a list that is open.
function leave(editor) {
  closeCompletion(editor);
  return false;
}

function run() {
  form.requestSubmit();
  return true;
}

const state = EditorState.create({
  doc: area.value,
  extensions: [
    lineNumbers(), history(), bracketMatching(), closeBrackets(), autocompletion({ override: [complete], icons: false }),
    StreamLanguage.define(sparql), syntaxHighlighting(colours), look, EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": "Query", spellcheck: "false", autocapitalize: "off" }),
    EditorView.decorations.of((view) => (view.state.doc.toString() === area.defaultValue ? mistake(view.state) : Decoration.none)),
    EditorView.updateListener.of((update) => { if (update.docChanged) area.value = update.state.doc.toString(); }),
    keymap.of([{ key: "Mod-Enter", run }, { key: "Tab", run: leave }, { key: "Shift-Tab", run: leave }, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
  ],
});
const view = new EditorView({ state, parent: shadow, root: shadow });
area.hidden = true;
document.querySelector("label[for=query]").addEventListener("click", () => view.focus());
// On the way back the browser fills in what the field held; a page that is a file puts examples into it, and marks mistakes.
function refresh() {
  const length = view.state.doc.length, own = view.state.doc.toString();
  view.dispatch(area.value === own ? {} : { changes: { from: 0, to: length, insert: area.value } });
}
addEventListener("pageshow", refresh);
area.addEventListener("filled", refresh);
