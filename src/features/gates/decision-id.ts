/** Where a page finds the form of the decision. */
export const decisionId = 'gate-decision'
