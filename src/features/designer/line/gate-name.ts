import { freeName } from '#domain/free-name.ts'
import type { AssemblyLine } from '#domain/line/line.ts'

/** A name that no gate of the line has yet. */
export function freeGateName(line: AssemblyLine, wanted: string): string {
  return freeName(wanted, new Set((line.spec.gates ?? []).map((gate) => gate.name)))
}
