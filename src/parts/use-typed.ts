import type { Dispatch, SetStateAction } from 'react'
import type { z } from 'zod'
import { usePerson } from '#client/platform.ts'
import { useProjectName } from '#client/use-project.ts'
import { useKeptTyping } from '#ui/fields/kept-typing.ts'

/** State of a field that a person types in, kept per person and project until it is used. */
export function useTyped<T>(
  field: string,
  schema: z.ZodType<T>,
  initial: T | (() => T),
): readonly [T, Dispatch<SetStateAction<T>>] {
  return useKeptTyping(useTypedKey(field), schema, initial)
}

/** The storage key, for widgets that keep what is typed themselves. */
export function useTypedKey(field: string): string {
  return `typed ${usePerson()} ${useProjectName()} ${field}`
}
