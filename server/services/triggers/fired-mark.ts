/** Name of the mark up to which a trigger for schedules or runs has looked. */
export const firedMark = 'fired'

/** Milliseconds. What was due longer ago is not made up for: a nightly delivery must not start on Monday at noon. */
export const madeUpFor = 60 * 60_000
