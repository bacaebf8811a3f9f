// The only module that knows CodeMirror.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const markLine = StateEffect.define();

const markedLine = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let found = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (effect.is(markLine)) found = Decoration.set(Decoration.line({ class: "kgov-fault-line" }).range(effect.value));
    }
    return found;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Colours by custom properties, so that a dark page has a dark editor.
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--kgov-keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.literal, tags.number], color: "var(--kgov-string)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--kgov-variable)" },
  { tag: tags.comment, color: "var(--kgov-comment)", fontStyle: "italic" },
]);

/** An editor with a text in it; `run` is called on Ctrl+Enter. The Tab key leaves it, as in any field of a page. */
export function editor({ parent, text, label, describedBy, run, changed }) {
  const extensions = [
    lineNumbers(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), markedLine, sparql(),
    syntaxHighlighting(colours), EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, autocapitalize: "off", spellcheck: "false" }),
    EditorView.updateListener.of((update) => update.docChanged && changed()),
    keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, ...defaultKeymap, ...historyKeymap]),
  ];
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(value) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value }, scrollIntoView: true });
    },
    /** Show the place of a fault, line and character counted from 1. */
    point({ line, column }) {
      const found = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      const at = Math.min(found.from + column - 1, found.to);
      view.dispatch({ selection: { anchor: at }, effects: markLine.of(found.from), scrollIntoView: true });
      view.focus();
    },
  };
}
