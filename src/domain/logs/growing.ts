/** Numbers in a typed array that grows: a million line starts cost four or eight megabytes, not a list of boxes. */
export interface Growing<T extends Uint32Array | Float64Array> {
  readonly length: number
  push(value: number): void
  at(index: number): number
  /** What is there, as a view. */
  view(): T
}

export function growingUint32(): Growing<Uint32Array<ArrayBuffer>> {
  return growing((size) => new Uint32Array(size))
}

export function growingFloat64(): Growing<Float64Array<ArrayBuffer>> {
  return growing((size) => new Float64Array(size))
}

function growing<T extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  make: (size: number) => T,
): Growing<T> {
  let values = make(1024)
  let length = 0
  return {
    get length() {
      return length
    },
    push(value) {
      if (length === values.length) {
        const larger = make(values.length * 2)
        larger.set(values)
        values = larger
      }
      values[length] = value
      length += 1
    },
    at: (index) => values[index] ?? 0,
    view() {
      const whole = make(length)
      whole.set(values.subarray(0, length))
      return whole
    },
  }
}
