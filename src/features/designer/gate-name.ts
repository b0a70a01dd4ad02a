import type { AssemblyLine } from '#domain/line/line.ts'

/** A name that no gate of the line has yet. */
export function freeGateName(line: AssemblyLine, wanted: string): string {
  const taken = new Set((line.spec.gates ?? []).map((gate) => gate.name))
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${String(count)}`
    if (!taken.has(name)) return name
  }
}
