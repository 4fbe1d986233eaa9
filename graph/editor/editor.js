// The query page's textarea as an editor: colours, completion from the graph, the place of a mistake, Ctrl-Enter to run.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
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
  ".cm-scroller": { fontFamily: "ui-monospace, Consolas, monospace", lineHeight: "1.45", minHeight: "9rem", maxHeight: "60vh" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--pale)", color: "var(--soft)", border: "0" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--on-agency) !important" },
  ".cm-mistake": { backgroundColor: "var(--on-agency)", borderBottom: "2px solid var(--agency)" },
  ".cm-mistake span": { color: "var(--ink) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
});

let known = null;
async function terms() {
  known ??= fetch("/query/completion.json").then((answer) => (answer.ok ? answer.json() : []));
  return known;
}

async function complete(context) {
  const word = context.matchBefore(/[\w-]*:?[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  return { from: word.from, options: await terms(), validFor: /^[\w-]*:?[\w-]*$/ };
}

// The word at which reading stopped.
function mistake(state) {
  const { line: number, before, word } = area.dataset;
  if (!number || number > state.doc.lines) return Decoration.none;
  const line = state.doc.line(Number(number)), from = Math.min(line.from + before.length, line.to), to = Math.min(from + word.length, line.to);
  return from < to ? Decoration.set([Decoration.mark({ class: "cm-mistake" }).range(from, to)]) : Decoration.none;
}

function run() {
  form.requestSubmit();
  return true;
}

const state = EditorState.create({
  doc: area.value,
  extensions: [
    lineNumbers(), history(), bracketMatching(), closeBrackets(), autocompletion({ override: [complete] }),
    StreamLanguage.define(sparql), syntaxHighlighting(colours), look, EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": "Query", spellcheck: "false", autocapitalize: "off" }),
    EditorView.decorations.of((view) => (view.state.doc.toString() === area.defaultValue ? mistake(view.state) : Decoration.none)),
    keymap.of([{ key: "Mod-Enter", run }, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
  ],
});
const view = new EditorView({ state, parent: shadow, root: shadow });
area.hidden = true;
document.querySelector("label[for=query]").addEventListener("click", () => view.focus());
form.addEventListener("submit", () => { area.value = view.state.doc.toString(); });
