import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { keepLocalContent, readLocalDraft } from '#client/change-set/draft-store.ts'
import type { ChangedFiles } from '#contract/authoring.ts'

const draftSchema = z.object({ base: z.string(), files: z.record(z.string(), z.string().nullable()) })
export type ModuleDraft = z.infer<typeof draftSchema>

export interface ModuleDraftPlace {
  readonly project: string
  readonly person: string
  readonly module: string
}

/** A person's uncommitted changes to a module, stored in this browser with each keystroke. */
export function useModuleDraft(place: ModuleDraftPlace): {
  readonly isRead: boolean
  readonly draft: ModuleDraft | undefined
  readonly change: (base: string, files: ChangedFiles) => void
  readonly drop: () => void
} {
  const { project, person, module } = place
  const [state, setState] = useState<{ readonly key: string; readonly draft: ModuleDraft | undefined }>()
  const key = `${project} ${person} ${module}`
  const latest = useRef(place)
  latest.current = place
  useEffect(() => {
    let isCurrent = true
    void readLocalDraft(addressOf(latest.current)).then((found) => {
      if (isCurrent) setState({ key, draft: draftSchema.safeParse(found?.content).data })
    })
    return () => {
      isCurrent = false
    }
  }, [key])
  function keep(draft: ModuleDraft | undefined): void {
    setState({ key, draft })
    void keepLocalContent(addressOf(place), draft)
  }
  return {
    isRead: state?.key === key,
    draft: state?.key === key ? state.draft : undefined,
    change: (base, files) => keep(Object.keys(files).length === 0 ? undefined : { base, files }),
    drop: () => keep(undefined),
  }
}

function addressOf({ project, person, module }: ModuleDraftPlace) {
  return { project, person, subject: `module-files:${module}` }
}
