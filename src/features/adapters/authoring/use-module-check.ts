import { useEffect, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { type ChangedFiles, checkModuleFiles } from '#contract/authoring.ts'
import type { Finding } from '#domain/problem.ts'

const pause = 400

export interface ModuleCheck {
  readonly findings: readonly Finding[]
  readonly isRunning: boolean
}

/** Compiles the changed files on the server once typing pauses. A newer edit aborts the running check. */
export function useModuleCheck(project: string, module: string, commit: string, files: ChangedFiles): ModuleCheck {
  const { client } = usePlatform()
  const [check, setCheck] = useState<ModuleCheck>({ findings: [], isRunning: false })
  useEffect(() => {
    if (Object.keys(files).length === 0 || commit === '') {
      setCheck({ findings: [], isRunning: false })
      return undefined
    }
    const stop = new AbortController()
    const timer = setTimeout(() => {
      setCheck(({ findings }) => ({ findings, isRunning: true }))
      void client
        .call(checkModuleFiles, { params: { project }, body: { module, commit, files } }, { signal: stop.signal })
        .then((answer) => {
          if (stop.signal.aborted) return
          setCheck({
            findings: answer.ok ? answer.value.findings : (answer.error.problem.findings ?? []),
            isRunning: false,
          })
        })
        .catch(() => undefined)
    }, pause)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [client, project, module, commit, files])
  return check
}
