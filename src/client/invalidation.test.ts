import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { invalidateFor } from './invalidation.ts'
import { meKey } from './queries/session.ts'

async function staleAfter(kind: Parameters<typeof invalidateFor>[2]): Promise<readonly string[]> {
  const cache = new QueryClient()
  const keys = [meKey, ['shop', 'gate', 'r1', 'production'], ['shop', 'gates'], ['other', 'gates']]
  for (const key of keys) cache.setQueryData(key, {})
  await invalidateFor(cache, 'shop', kind)
  return keys.filter((key) => cache.getQueryState(key)?.isInvalidated === true).map((key) => key.join(' '))
}

it('whoever looks at a gate sees what their role has become, and rules that were published meanwhile', async () => {
  expect(await staleAfter('members')).toEqual(['me', 'shop gate r1 production', 'shop gates'])
  expect(await staleAfter('document')).toEqual(['shop gate r1 production', 'shop gates'])
})
