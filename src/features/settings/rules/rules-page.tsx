import { useQuery } from '@tanstack/react-query'
import { inOrder } from '#client/environments.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { useProjectName } from '#client/use-project.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { EnvironmentRulesCard } from './environment-rules-card.tsx'
import { rulesOf } from './rules-text.ts'
import { settingsMessages } from '../messages.ts'
import { SettingsFrame } from '../settings-frame.tsx'

/** The rules of every environment, which only admins publish. */
export function RulesPage() {
  const t = useMessages(settingsMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const offReason = useOffReason(project)
  const outline = useQuery(outlineOptions(client, project))
  const rules = useQuery(documentsOptions(client, project, 'rules'))
  const off = offReason('project.admin')
  const failure = outline.error ?? rules.error
  return (
    <SettingsFrame section="rules" note={t('rulesNote')}>
      {failure === null ? null : <ProblemPanel problem={problemOf(failure)} />}
      {outline.data === undefined || rules.data === undefined ? <Skeleton rows={6} /> : null}
      {outline.data === undefined || rules.data === undefined
        ? null
        : inOrder(outline.data.environments).map((environment) => {
            const document = rules.data.documents.find(({ id }) => id === `rules/${environment.name}`)
            return (
              <EnvironmentRulesCard
                key={environment.name}
                project={project}
                environment={environment}
                base={document?.digest}
                published={rulesOf(document?.text ?? '')}
                off={off}
              />
            )
          })}
    </SettingsFrame>
  )
}
