/** Matches a full Git object id: SHA-1 or SHA-256. */
export const objectId = /^[0-9a-f]{40}([0-9a-f]{24})?$/
