// A finding in sentences: what is wrong or not known, and what to do.

import { capital, fill, join, sentences } from "../engine/text.js";

/** What a finding says, apart from the values that settle it: what is wrong, what could not be judged, or that all is well. */
export function message(rules, finding) {
  if (finding.outcome === "violated" || finding.outcome === "unclear") return finding.rule.message;
  return finding.outcome === "missing" ? capital(rules.reasons[finding.reason]).map((text) => `${text}.`) : metWhen(rules, finding);
}

export const metWhen = (rules, finding) => fill(rules.metWhen, { when: finding.rule.when });

/** What a finding says, with the values that settle it. */
export function sentence(rules, finding) {
  const parts = [message(rules, finding), finding.account];
  return sentences(...parts, ...(finding.outcome === "missing" ? [metWhen(rules, finding)] : []));
}

/** What to do about it; empty where there is nothing to do. */
export function remedy(model, finding) {
  if (finding.outcome === "violated") return finding.rule.remedy;
  if (finding.outcome !== "missing") return ["", ""];
  const aspects = join(finding.rule.needs.map((aspect) => model.label(aspect)));
  return fill(model.rules.settles[finding.reason], { aspects });
}
