import type { Field } from '../adapters/catalog/description.ts'
import { fieldOf } from '../parameters/parameter-field.ts'
import { parseExpressions } from './expressions.ts'
import type { AssemblyLine, LineInput } from './line.ts'
import type { World } from './world.ts'

/**
 * Describes a line's inputs by the adapter parameters they fill: an input passed on unchanged has that parameter's field. If it fills several, the
 * strictest field counts.
 */
export function inputFields(line: AssemblyLine, world: World): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>()
  for (const { spec } of line.spec.stages) {
    for (const { name, value } of spec.params ?? []) {
      const input = wholeInput(value)
      const field = input === undefined ? undefined : fieldOf(world, spec.pipeline, { name })
      const known = input === undefined ? undefined : fields.get(input)
      if (input !== undefined && field !== undefined && (known === undefined || strictness(field) > strictness(known)))
        fields.set(input, field)
    }
  }
  return fields
}

/** Inputs that block a run: they have neither a value nor a default. */
export function missingInputs(
  inputs: readonly LineInput[],
  values: Readonly<Record<string, string>>,
): readonly LineInput[] {
  return inputs.filter((input) => (values[input.name] ?? input.default ?? '') === '')
}

function wholeInput(text: string): string | undefined {
  const [expression, ...others] = parseExpressions(text)
  if (expression?.kind !== 'input' || others.length > 0) return undefined
  return text.trim() === `$(inputs.${expression.name})` ? expression.name : undefined
}

function strictness({ enum: choices, kind, format, pattern, minimum, maximum, minLength, maxLength }: Field): number {
  if (choices !== undefined) return 3
  if (kind !== 'string' && kind !== 'any') return 2
  return [format, pattern, minimum, maximum, minLength, maxLength].some((rule) => rule !== undefined) ? 1 : 0
}
