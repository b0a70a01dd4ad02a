import type { Dispatch, SetStateAction } from 'react'
import type { z } from 'zod'
import { usePerson } from '#client/platform.ts'
import { useProjectName } from '#client/use-project.ts'
import { useKeptTyping } from '#ui/fields/kept-typing.ts'

/** State of a field in which a person types, kept for them and the project. */
export function useTyped<T>(
  field: string,
  schema: z.ZodType<T>,
  initial: T | (() => T),
): readonly [T, Dispatch<SetStateAction<T>>] {
  return useKeptTyping(useTypedKey(field), schema, initial)
}

/** Where it is kept, for widgets that hold what is typed themselves. */
export function useTypedKey(field: string): string {
  return `typed ${usePerson()} ${useProjectName()} ${field}`
}
