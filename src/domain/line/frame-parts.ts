/** Splits the text around the stages by key (`spec.gates`, `metadata`). A comment goes with the key below it. */
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

/** Texts of the top-level keys and of those in `spec`; `within` is the indentation of `spec` keys if the text begins inside it. */
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
    // The first key below `spec:` sets the indentation of all of them.
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
