import { type RefObject, useMemo } from 'react'
import { documentId } from '#domain/documents.ts'
import { setStageDisabled } from '#domain/line/edit/stage-edits.ts'
import { parseLayout } from '#domain/line/layout/layout-document.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { actionMessages } from './action-messages.ts'
import {
  cutSelection,
  duplicateSelection,
  pasteText,
  readClipboard,
  stagesIn,
  textToCopy,
  writeClipboard,
} from './clipboard.ts'
import type { DesignerNow } from '../designer-context.tsx'
import { draftedText, editText } from '#client/change-set/editor.ts'
import type { InsertPlace, Pulled } from './edits.ts'
import { groupStages, moveCards, ungroupStages } from './stage-edits.ts'
import type { StageEdits } from './use-stage-actions.ts'

/** The edits behind the actions. They read the selection when they run. */
export function useStageEdits(
  newest: RefObject<DesignerNow>,
  here: () => InsertPlace,
  bind: (pulled: Pulled) => void,
): StageEdits {
  const t = useMessages(actionMessages)
  const findings = useFindingWords()
  return useMemo((): StageEdits => {
    const designer = (): DesignerNow => newest.current
    const stages = (): readonly string[] => stagesIn(designer())
    const layout = (step: string, edit: ReturnType<typeof groupStages>, mark?: string): boolean => {
      const state = designer().editor.store.getState()
      return designer().editTexts(step, editText(state, documentId('layout', designer().line), edit), mark)
    }
    async function copy(): Promise<void> {
      const text = textToCopy(designer())
      if (text === undefined) return
      await writeClipboard(text)
      designer().announce(t('copied', { count: stages().length }))
    }
    async function paste(): Promise<void> {
      const text = await readClipboard(t)
      if (text.ok) pasteText(designer(), t, findings, text.value, here())
      else showToast({ text: text.error.message })
    }
    /** The groups of the selection: folded cards name their own, for stages they are looked up. */
    function groups(): readonly string[] {
      const { selection, drawn } = designer()
      const { groups: all = [], folded = [] } = drawn?.drawing ?? {}
      const own = folded.filter((card) => selection.has(card.id)).map((card) => card.group)
      // A stage may be in several groups; people's own come first in the list and win.
      const groupOf = new Map(all.toReversed().flatMap(({ id, stages }) => stages.map((name) => [name, id] as const)))
      const of = [...selection].flatMap((name) => groupOf.get(name) ?? [])
      return [...new Set([...own, ...of])]
    }
    return {
      copy: () => void copy(),
      cut: () => void copy().then(() => cutSelection(designer(), t)),
      paste: () => void paste(),
      duplicate: () => duplicateSelection(designer(), t),
      setDisabled(isDisabled) {
        const names = stages()
        const step = t(isDisabled ? 'stepDisable' : 'stepEnable', { count: names.length })
        if (designer().editLine(step, (text) => setStageDisabled(text, names, isDisabled))) designer().announce(step)
      },
      nudge(x, y) {
        const names = stages()
        const { drawn } = designer()
        if (drawn === undefined || names.length === 0) return
        layout(
          t('stepMoveMany', { count: names.length }),
          moveCards(drawn.drawing.cards, names, { x, y }),
          `nudge ${names.join(' ')}`,
        )
      },
      group() {
        const names = stages()
        const state = designer().editor.store.getState()
        const layoutId = documentId('layout', designer().line)
        const known = parseLayout(draftedText(state, layoutId)).groups ?? []
        let number = known.length + 1
        while (known.some((group) => group.id === `own:${String(number)}`)) number += 1
        const title = t('newGroup', { number })
        const id = `own:${String(number)}`
        return layout(t('stepGroup', { count: names.length }), groupStages(id, title, names)) ? id : undefined
      },
      ownGroup: () => groups().find((id) => id.startsWith('own:')),
      ungroup() {
        const { drawn } = designer()
        const folded = (drawn?.drawing.folded ?? []).filter((card) => designer().selection.has(card.id))
        layout(t('stepUngroup'), ungroupStages([...stages(), ...folded.flatMap((card) => card.stages)]))
      },
      setFolded: (isFolded) => designer().setFolded(groups(), isFolded),
      isFolded: () => groups().length > 0 && groups().every((id) => designer().folded.has(id)),
      gateBefore() {
        const { selected, view, drawn, insert } = designer()
        const link = selected === undefined ? undefined : drawn?.drawing.routes.get(selected)
        const held = link === undefined ? stages() : [link.target].filter((name) => view.stages.has(name))
        if (held.length > 0) insert({ kind: 'gate', name: undefined }, { held })
      },
      bind,
    }
  }, [newest, here, bind, t, findings])
}
