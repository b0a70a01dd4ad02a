/** Where a page finds the form of the decision, and afterwards what came of it. */
export const decisionId = 'gate-decision'

/** Puts the focus on what came of a click: the button that had it has gone with the form. */
export function showOutcome(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById(decisionId)?.focus()
  })
}
