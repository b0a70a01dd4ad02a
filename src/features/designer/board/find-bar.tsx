import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '#ui/button.tsx'
import { isComposing } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'

export interface FindBarProps {
  readonly wanted: string
  readonly onWanted: (wanted: string) => void
  readonly onShow: (id: string) => void
  readonly onClose: () => void
}

/** Stages and gates whose name, Pipeline, application or title contains the text, in document order. */
export function useFound(wanted: string): readonly string[] {
  const view = useView()
  const text = wanted.normalize('NFKC').trim().toLowerCase()
  if (text === '') return []
  const holds = (...words: readonly (string | undefined)[]): boolean =>
    words.some((word) => word?.toLowerCase().includes(text) === true)
  return [
    ...view.line.spec.stages
      .filter(({ name, spec }) => holds(name, spec.pipeline, spec.deployment.app))
      .map((stage) => stage.name),
    ...(view.line.spec.gates ?? []).filter((gate) => holds(gate.name, gate.title)).map((gate) => `gate:${gate.name}`),
  ]
}

/** Finds stages and gates. Enter goes to the next match, Shift+Enter to the one before. */
export function FindBar({ wanted, onWanted, onShow, onClose }: FindBarProps) {
  const t = useMessages(designerMessages)
  const found = useFound(wanted)
  const [at, setAt] = useState(0)
  const index = found.length === 0 ? -1 : ((at % found.length) + found.length) % found.length
  const id = found[index]
  useEffect(() => {
    if (id !== undefined) onShow(id)
  }, [id, onShow])
  return (
    <div className="lw-find" role="search">
      <input
        className="lw-input"
        type="search"
        aria-label={t('find')}
        placeholder={t('find')}
        value={wanted}
        ref={focusOnce}
        onChange={(event) => {
          setAt(0)
          onWanted(event.target.value)
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Enter') setAt(at + (event.shiftKey ? -1 : 1))
          if (event.key === 'Escape') onClose()
        }}
      />
      <span className="lw-num lw-muted" role="status">
        {wanted.trim() === '' ? '' : t('foundOf', { at: index + 1, count: found.length })}
      </span>
      <IconButton label={t('findBefore')} command="designer.findBefore" onPress={() => setAt(at - 1)}>
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('findNext')} command="designer.findNext" onPress={() => setAt(at + 1)}>
        <ChevronDown size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('closeFind')} onPress={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  )
}

function focusOnce(element: HTMLInputElement | null): void {
  element?.focus()
}
