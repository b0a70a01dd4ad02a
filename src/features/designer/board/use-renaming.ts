import { useEffect, useMemo, useState } from 'react'
import { idPattern, normalise } from '#domain/ids.ts'
import { useTypedKey } from '#parts/use-typed.ts'
import type { BoardApi } from '#ui/board/board-api.ts'
import type { Renaming } from '#ui/board/card-name.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { DesignerNow } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'

/** Renaming a stage in place on its card. */
export function useRenaming(
  { editable, line, view, renameStage }: Pick<DesignerNow, 'editable' | 'line' | 'view' | 'renameStage'>,
  api: BoardApi | undefined,
): { readonly renaming: Renaming | undefined; readonly rename: (stage: string) => void } {
  const t = useMessages(designerMessages)
  const [renamed, setRenamed] = useState<string>()
  const keptAs = useTypedKey(`${line} name ${renamed ?? ''}`)
  const renaming = useMemo(
    () =>
      renamed === undefined || !editable
        ? undefined
        : {
            id: renamed,
            keptAs,
            label: t('name'),
            problemOf(name: string): string | undefined {
              const wanted = normalise(name)
              if (wanted !== renamed && view.stages.has(wanted)) return t('nameTaken')
              return idPattern.test(wanted) ? undefined : t('nameForm')
            },
            onDone(name: string | undefined): void {
              setRenamed(undefined)
              if (name !== undefined && normalise(name) !== renamed) renameStage(renamed, normalise(name))
              api?.takeFocus()
            },
          },
    [renamed, keptAs, editable, t, view.stages, renameStage, api],
  )
  useEffect(() => {
    if (renamed !== undefined) api?.focusOn(renamed)
  }, [renamed, api])
  return { renaming, rename: setRenamed }
}
