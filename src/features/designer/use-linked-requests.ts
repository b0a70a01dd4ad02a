import { useEffect, useRef, useState } from 'react'
import { useAddress } from '#ui/use-address.ts'
import type { Designer } from './designer-context.tsx'

type Dialog = 'publish' | 'run'

interface DialogState {
  readonly shown: Dialog | undefined
  readonly open: (dialog: Dialog) => void
  readonly close: () => void
}

/** The open dialog. Links can open one: `?start=1` for a run, `?publish=1` for publishing. */
export function useDialog(): DialogState {
  const [search, put] = useAddress()
  const [shown, setShown] = useState<Dialog | undefined>(() => {
    if (search.get('start') === '1') return 'run'
    return search.get('publish') === '1' ? 'publish' : undefined
  })
  function close(): void {
    setShown(undefined)
    put({ start: undefined, publish: undefined })
  }
  return { shown, open: setShown, close }
}

/**
 * Links can insert an adapter: `?insert=PATTERN`. The parameter is removed, so that a reload does not insert it again.
 */
export function useLinkedInsert(editable: boolean, insert: Designer['insert']): void {
  const [search, put] = useAddress()
  const asked = search.get('insert')
  const answered = useRef<string>(undefined)
  useEffect(() => {
    if (asked === null || !editable || answered.current === asked) return
    answered.current = asked
    put({ insert: undefined })
    insert({ kind: 'adapter', pattern: asked })
  }, [asked, editable, put, insert])
}
