// The only module that knows rdf-validate-shacl: at each place that a rule judges, which of its helper shapes hold.

import SHACLValidator from "rdf-validate-shacl";
import { literal } from "../engine/terms.js";
import { environment, graphOf, toTerm } from "./graph.js";

const ALL = { applies: true, due: true, known: true, clear: true, met: true };

/** The first outcome that fits; the helpers decide, nothing else. */
export function outcomeOf(holds) {
  if (!holds.applies) return "inapplicable";
  if (holds.known && holds.met) return "satisfied";
  if (!holds.due) return "pending";
  if (!holds.known) return "missing";
  return holds.clear ? "violated" : "unclear";
}

/** A name for the place where a rule was judged. */
export const placeKey = (rule, focus, value) => `${rule} ${focus} ${value}`;

/** The rules, made ready once for all that is judged by them. */
export class Engine {
  constructor(shapes) {
    this.shapes = shapes;
    // Without a limit: beyond one, this engine would take a node that it has met often for one that conforms.
    this.validator = new SHACLValidator(graphOf(shapes.triples), { factory: environment, maxNodeChecks: 0 });
    givesVerdictsOnly(this.validator.validationEngine);
  }

  /**
   * Judge a graph: for each place its rule, focus, value, and which helpers hold.
   * The engine itself finds targets, follows paths and tells whether a node conforms; the verdict of the rule
   * as a whole is asked for as well and must agree.
   */
  judge(data, only = null) {
    const { validator } = this;
    validator.setDataGraph(graphOf(data));
    const conforming = new Map();
    const conforms = (value, helper) => {
      const key = `${helper} ${value}`;
      if (!conforming.has(key)) conforming.set(key, validator.nodeConformsToShape(toTerm(value), toTerm(helper)));
      return conforming.get(key);
    };
    const places = new Map();
    for (const [rule, helpers] of this.shapes.rules) {
      if (only && !only.has(rule)) continue;
      const shape = validator.shapesGraph.getShape(toTerm(rule));
      for (const focusTerm of shape.getTargetNodes(validator.$data)) {
        const focus = written(focusTerm);
        const found = [...shape.getValueNodes(focusTerm, validator.$data)].map((term) => {
          const value = written(term);
          const holds = { ...ALL };
          for (const [name, helper] of helpers) holds[name] = conforms(value, helper);
          places.set(placeKey(rule, focus, value), { rule, focus, value, holds });
          return holds;
        });
        const broken = found.some((holds) => outcomeOf(holds) === "violated");
        if (broken === validator.nodeConformsToShape(focusTerm, toTerm(rule))) {
          throw new Error(`rule and helpers disagree at ${rule} ${focus}`);
        }
      }
    }
    return places;
  }
}

/**
 * Let the engine say yes or no, and write no report: a helper that does not hold is asked for thousands of times, and
 * nobody reads why. What it then keeps is nothing, so that it needs no copies of itself.
 */
function givesVerdictsOnly(engine) {
  engine.clone = () => engine;
  engine.validateValueNodeAgainstConstraint = (focusNode, valueNode, constraint) =>
    [constraint.validate(focusNode, valueNode)].flat().some((result) => engine.normalizeValidationResult(result, valueNode) !== null);
}

function written(term) {
  if (term.termType === "NamedNode") return `<${term.value}>`;
  if (term.termType === "BlankNode") return `_:${term.value}`;
  return literal(term.value, { lang: term.language, datatype: term.datatype.value });
}
