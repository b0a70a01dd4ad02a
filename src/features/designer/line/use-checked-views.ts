import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { deploymentChecksOptions } from '#client/queries/modules.ts'
import type { ConfigFault } from '#client/change-set/use-compiled.ts'
import { parseDocumentId, type Texts } from '#domain/documents.ts'
import { useRested } from '#ui/use-rested.ts'
import { withConfigFindings } from './config-findings.ts'
import { deploymentsOf, type DeploymentFindings, withDeploymentFindings } from './deployment-findings.ts'
import type { LineView } from './line-view.ts'
import { withPipelineFindings } from './pipeline-findings.ts'
import type { LineViews } from './use-line-view.ts'

// Milliseconds without an edit before whole deployments are checked, which also never delays opening the page.
const restMilliseconds = 1000

/**
 * Adds findings that need more than the line's text: pasted Pipelines that cannot be read, QVS Configs that do not
 * compile, and deployments whose adapters conflict.
 */
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
  const rested = useRested(question, restMilliseconds)
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
