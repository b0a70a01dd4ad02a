/** The name under which a trigger of schedules or runs keeps until when it has looked. */
export const firedMark = 'fired'

/** In milliseconds. What was due longer ago than this is not made up for: a nightly delivery does not begin in the middle of a Monday. */
export const madeUpFor = 60 * 60_000
