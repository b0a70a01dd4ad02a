import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { workingCopyOptions } from '#client/queries/modules.ts'
import { meOptions } from '#client/queries/session.ts'
import type { ChangedFiles } from '#contract/authoring.ts'
import { useModuleDraft } from './use-module-draft.ts'

const nothing: ChangedFiles = {}

/** The newest files of a module's branch, with this person's draft on top. */
export function useEditedModule(project: string, module: string) {
  const { client } = usePlatform()
  const me = useQuery(meOptions(client))
  const copy = useQuery(workingCopyOptions(client, project, module))
  const { draft, isRead, change, drop } = useModuleDraft({ project, person: me.data?.person.id ?? '', module })
  const files = draft?.files ?? nothing
  const base = draft?.base ?? copy.data?.commit ?? ''
  const texts = useMemo(() => withChanges(copy.data?.files ?? {}, files), [copy.data, files])
  function write(made: Readonly<Record<string, string>>): void {
    const all = Object.entries<string | null>({ ...files, ...made })
    change(base, Object.fromEntries(all.filter(([name, text]) => text !== copy.data?.files[name])))
  }
  return {
    copy,
    isRead,
    /** Only the changed files, and the commit that they were changed from. */
    files,
    base,
    /** All files, changed or not. */
    texts,
    isChanged: Object.keys(files).length > 0,
    write,
    /** Moves the draft onto the newest commit. */
    rebase: () => change(copy.data?.commit ?? base, files),
    /** Undo for anything later: puts back the draft as it is in this render. */
    restore: () => change(base, files),
    drop,
  }
}

function withChanges(before: Readonly<Record<string, string>>, files: ChangedFiles): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries({ ...before, ...files }).flatMap(([name, text]) => (text === null ? [] : [[name, text]])),
  )
}
