/** What stands around the stages of a line, key by key: `spec.gates`, `metadata`. Comments stand with the key behind them. */
export function framePartsOf(frame: { readonly head: string; readonly tail: string }): {
  readonly head: ReadonlyMap<string, string>
  readonly tail: ReadonlyMap<string, string>
} {
  const head = partsOf(frame.head)
  const indent = /^( *)stages:/m.exec(frame.head)?.[1] ?? ''
  return { head, tail: partsOf(frame.tail, indent) }
}

const topKey = /^([A-Za-z][\w-]*):/
const ground = /^\s*(?:#|$)/

/** Texts of the keys at the left edge, and of those within `spec`, which a text may go on with. */
function partsOf(text: string, within?: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  let indent = within
  let name = ''
  let waiting = ''
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    if (ground.test(line)) {
      waiting += line
      continue
    }
    const top = topKey.exec(line)?.[1]
    // The first key under `spec:` says how far all of them are indented.
    if (top !== undefined) indent = undefined
    else if (name === 'spec') indent ??= /^ */.exec(line)?.[0]
    const inner =
      indent !== undefined && line.startsWith(indent) ? topKey.exec(line.slice(indent.length))?.[1] : undefined
    if (top !== undefined) name = top
    else if (inner !== undefined) name = `spec.${inner}`
    parts.set(name, `${parts.get(name) ?? ''}${waiting}${line}`)
    waiting = ''
  }
  if (waiting !== '') parts.set(name, `${parts.get(name) ?? ''}${waiting}`)
  return parts
}
