/** A whole id of a commit, or of anything else that Git keeps: SHA-1 or SHA-256. */
export const objectId = /^[0-9a-f]{40}([0-9a-f]{24})?$/
