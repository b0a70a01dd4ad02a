import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'
import { z } from 'zod'
import { forget, recall, remember } from '../storage.ts'

// An address may contain a password, which must not be stored in a browser.
const credential = /:\/\/[^/\s"]*@/

// Milliseconds. What somebody typed last week is no help today.
const longest = 24 * 60 * 60 * 1000
const keptSchema = z.object({ at: z.number(), value: z.unknown() })

/**
 * State that survives a killed tab until its field is shown again. Forgotten when the field is unmounted, by completing
 * or leaving its form. Never for secret values.
 */
export function useKeptTyping<T>(
  key: string,
  schema: z.ZodType<T>,
  initial: T | (() => T),
): readonly [T, Dispatch<SetStateAction<T>>] {
  const [first] = useState(initial)
  const [value, setValue] = useState(() => read(key, schema) ?? first)
  useEffect(() => {
    const text = JSON.stringify(value)
    // A field that was never filled in is not represented in JSON.
    if (value === first || value === undefined || credential.test(text)) forget(key)
    else remember(key, JSON.stringify({ at: Date.now(), value }))
  }, [key, value, first])
  useEffect(() => () => forget(key), [key])
  return [value, setValue]
}

function read<T>(key: string, schema: z.ZodType<T>): T | undefined {
  const text = recall(key)
  if (text === undefined) return undefined
  try {
    const { at, value } = keptSchema.parse(JSON.parse(text))
    return at < Date.now() - longest ? undefined : schema.safeParse(value).data
  } catch {
    return undefined
  }
}
