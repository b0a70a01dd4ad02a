/** Numbers in a typed array that grows: a million line starts take four megabytes, far less than in a list. */
export interface Growing {
  readonly length: number
  push(value: number): void
  at(index: number): number
  /** A copy of the numbers. */
  view(): Uint32Array<ArrayBuffer>
}

/** Starts empty with room for 1,024 numbers, and doubles whenever it is full. */
export function growingUint32(): Growing {
  let values = new Uint32Array(1024)
  let length = 0
  return {
    get length() {
      return length
    },
    push(value) {
      if (length === values.length) {
        const larger = new Uint32Array(values.length * 2)
        larger.set(values)
        values = larger
      }
      values[length] = value
      length += 1
    },
    at: (index) => values[index] ?? 0,
    view: () => values.slice(0, length),
  }
}
