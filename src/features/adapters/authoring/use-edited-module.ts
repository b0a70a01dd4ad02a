import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { workingCopyOptions } from '#client/queries/modules.ts'
import { meOptions } from '#client/queries/session.ts'
import type { ChangedFiles } from '#contract/authoring.ts'
import { useModuleDraft } from './use-module-draft.ts'

const nothing: ChangedFiles = {}

/** The newest files of a module's branch with what this person has changed in them. */
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
    /** What is changed, and the commit that the changes began from. */
    files,
    base,
    /** All files as they are with the changes. */
    texts,
    isChanged: Object.keys(files).length > 0,
    write,
    /** Goes on with the changes on the newest commit. */
    rebase: () => change(copy.data?.commit ?? base, files),
    /** Takes back what was changed since these were the changes. */
    restore: () => change(base, files),
    drop,
  }
}

function withChanges(before: Readonly<Record<string, string>>, files: ChangedFiles): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries({ ...before, ...files }).flatMap(([name, text]) => (text === null ? [] : [[name, text]])),
  )
}
