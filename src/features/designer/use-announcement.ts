import { useCallback, useEffect, useRef, useState } from 'react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { Editor } from '#client/change-set/editor.ts'
import type { LineView } from './line/line-view.ts'
import { designerMessages } from './messages.ts'
import { missingOf, problemsOf } from './board/picture.tsx'

// Milliseconds. Only the last step of a burst is announced.
const quiet = 400
const shown = 4000

/** What screen readers announce: the name of each step, and the number of problems when it changes. */
export function useAnnouncement(
  editor: Editor,
  view: LineView,
): { readonly announcement: string; readonly announce: (text: string) => void } {
  const t = useMessages(designerMessages)
  const [announcement, setAnnouncement] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const announce = useCallback((text: string): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setAnnouncement(text)
      timer.current = setTimeout(() => setAnnouncement(''), shown)
    }, quiet)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(
    () =>
      editor.store.subscribe(({ history }, { history: before }) => {
        if (history.present === before.present) return
        const last = history.past.at(-1)?.name ?? ''
        const isBack = history.future.length > before.future.length
        announce(isBack ? t('undone', { step: history.future[0]?.name ?? '' }) : last)
      }),
    [announce, editor, t],
  )
  const problems = problemsOf(view.findings).length
  const fill = missingOf(view.findings).length
  const counted = useRef({ problems, fill })
  useEffect(() => {
    if (counted.current.problems === problems && counted.current.fill === fill) return
    counted.current = { problems, fill }
    announce([t('problemsBadge', { count: problems }), t('fillBadge', { count: fill })].join(t('between')))
  }, [announce, fill, problems, t])
  return { announcement, announce }
}
