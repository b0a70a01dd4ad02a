/** Caches the newest answers of a pure function of a text: the same documents are read again with each keystroke. */
export function remembered<T>(read: (text: string) => T, most = 400): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before.answer
    const answer = read(text)
    const [oldest] = known.keys()
    if (known.size >= most && oldest !== undefined) known.delete(oldest)
    known.set(text, { answer })
    return answer
  }
}

/** Caches a pure function of an object for as long as the object lives; the object must never change. */
export function rememberedOf<Of extends object, T>(read: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, { readonly answer: T }>()
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before.answer
    const answer = read(of)
    known.set(of, { answer })
    return answer
  }
}
