import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { deploymentChecksOptions } from '#client/queries/modules.ts'
import type { ConfigFault } from '#client/change-set/use-compiled.ts'
import { parseDocumentId, type Texts } from '#domain/documents.ts'
import { withConfigFindings } from './config-findings.ts'
import { deploymentsOf, type DeploymentFindings, withDeploymentFindings } from './deployment-findings.ts'
import type { LineView } from './line-view.ts'
import { withPipelineFindings } from './pipeline-findings.ts'
import type { LineViews } from './use-line-view.ts'

// What is wrong with a whole deployment is looked for when nobody types any more, and never before the page has opened.
const restMilliseconds = 1000

/** Views that also tell what keeps pasted Pipelines from being read and QVS Configs from being compiled, and the adapters of the line's deployments from coming to resources. */
export function useCheckedViews(
  project: string,
  texts: Texts,
  faults: readonly ConfigFault[],
  { view, drawn, isChecked }: LineViews,
): LineViews {
  const { client } = usePlatform()
  const { line, world } = view
  const question = useMemo(() => {
    const documents = Object.fromEntries(Object.entries(texts).filter(([id]) => !isOfLine(id)))
    return { documents, deployments: deploymentsOf({ line, world }) }
  }, [texts, line, world])
  const rested = useRested(question)
  const { data } = useQuery({
    ...deploymentChecksOptions(client, project, rested?.documents ?? {}, rested?.deployments ?? []),
    enabled: rested !== undefined && rested.deployments.length > 0,
    placeholderData: keepPreviousData,
  })
  const found = data?.deployments ?? none
  return useMemo(() => {
    const checked = (one: LineView): LineView =>
      withConfigFindings(withDeploymentFindings(withPipelineFindings(one, texts), found), faults)
    return {
      view: checked(view),
      drawn: drawn === undefined ? undefined : { ...drawn, view: checked(drawn.view) },
      isChecked,
    }
  }, [view, drawn, isChecked, found, faults, texts])
}

const none: readonly DeploymentFindings[] = []

function isOfLine(id: string): boolean {
  const kind = parseDocumentId(id)?.kind
  return kind === 'line' || kind === 'layout'
}

/** A value once it has not changed for a while; undefined until then. */
function useRested<T>(value: T): T | undefined {
  const [rested, setRested] = useState<T>()
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMilliseconds)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
