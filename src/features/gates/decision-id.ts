/** Element id of the decision form, and of the outcome that takes its place. */
export const decisionId = 'gate-decision'

/** Focuses the outcome, since the pressed button has disappeared with the form. */
export function showOutcome(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById(decisionId)?.focus()
  })
}
