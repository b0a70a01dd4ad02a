/** Time stamps for log lines: wall-clock time in nanoseconds that never goes back and never repeats. */
export interface CriClock {
  /** Reserves `count` consecutive stamps and returns the first. */
  reserve(count: number): bigint
}

export interface TimeSource {
  /** Milliseconds since 1970. */
  readonly wall: () => number
  /** Nanoseconds of a monotonic clock. */
  readonly steady: () => bigint
}

const systemTime: TimeSource = { wall: () => Date.now(), steady: () => process.hrtime.bigint() }

/** In nanoseconds; a larger drift means that the wall clock was set or the machine slept, so the anchor moves. */
const driftNs = 50_000_000n

/** Makes a clock with the steady clock's resolution, and anchors it to the wall clock again when the two drift apart. */
export function createCriClock(time: TimeSource = systemTime): CriClock {
  const read = (): bigint => BigInt(Math.round(time.wall() * 1000)) * 1000n
  let offset = read() - time.steady()
  let last = 0n
  return {
    reserve(count) {
      const steady = time.steady()
      const drift = read() - (steady + offset)
      if (drift > driftNs || drift < -driftNs) offset += drift
      const now = steady + offset
      const first = now > last ? now : last + 1n
      last = first + BigInt(Math.max(count, 1) - 1)
      return first
    },
  }
}

let second = -1n
let secondText = ''

/** Prints nanoseconds since 1970 as RFC 3339 in UTC with nine decimals. */
export function printStamp(ns: bigint): string {
  const whole = ns / 1_000_000_000n
  if (whole !== second) {
    second = whole
    secondText = new Date(Number(whole) * 1000).toISOString().slice(0, 19)
  }
  return `${secondText}.${String(ns % 1_000_000_000n).padStart(9, '0')}Z`
}
