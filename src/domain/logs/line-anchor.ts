/** Lines of a step's log that a URL points at, counted from 1. */
export interface LineAnchor {
  readonly step: string
  readonly from: number
  readonly to: number
}

/** Parses `#<step>:L10` and `#<step>:L10-L20`; undefined for any other fragment. */
export function readLineAnchor(fragment: string): LineAnchor | undefined {
  const found = /^#?([^:]+):L(\d{1,10})(?:-L(\d{1,10}))?$/.exec(fragment)
  const [first, second] = [Number(found?.[2] ?? 0), Number(found?.[3] ?? found?.[2] ?? 0)]
  if (found === null || first < 1 || second < 1) return undefined
  return { step: decoded(found[1] ?? ''), from: Math.min(first, second), to: Math.max(first, second) }
}

/** Formats the fragment of a URL, `#` included. */
export function formatLineAnchor({ step, from, to }: LineAnchor): string {
  return `#${encodeURIComponent(step)}:L${String(from)}${to === from ? '' : `-L${String(to)}`}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
