import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'
import { z } from 'zod'
import { forget, recall, remember } from '../storage.ts'

// Addresses may be pasted with a password in them, which stays in no browser.
const credential = /:\/\/[^/\s"]*@/

// What somebody typed last week and left is no help today.
const longest = 24 * 60 * 60 * 1000
const keptSchema = z.object({ at: z.number(), value: z.unknown() })

/**
 * State of a field that nothing else keeps yet. What has been typed is there again when the tab was killed and the field is shown once more;
 * when the field goes away, by being carried out or by being left, it is forgotten. Never for values of secrets.
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
    // A field that was never filled says nothing in JSON.
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
