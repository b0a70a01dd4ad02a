import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createGitToken } from '#contract/projects.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { startMessages } from './start-messages.ts'
import './push-steps.css'

export interface PushStepsProps {
  readonly project: string
  readonly commands: readonly string[]
  /** What the commands do that somebody might not expect. */
  readonly help: string
  /** Further steps, as list items. */
  readonly children?: ReactNode
}

/**
 * The commands to type where the code is. The token is shown beside the commands, never in them: shells keep commands,
 * and `ps` shows them.
 */
export function PushSteps({ project, commands, help, children }: PushStepsProps) {
  const t = useMessages(startMessages)
  const { client } = usePlatform()
  const token = useQuery({
    queryKey: [project, 'push-token'],
    queryFn: () => client.ask(createGitToken, { params: { project } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return (
    <ol className="lw-push-steps">
      <li>
        {t('pushHere')}
        <span className="lw-row">
          <code>{commands.join('\n')}</code>
          <CopyButton text={commands.join('\n')} label={t('copyCommand')} />
        </span>
        <p className="lw-help">{help}</p>
      </li>
      <li>
        {t('pushLogin')}
        {token.data === undefined ? null : (
          <dl className="lw-facts">
            <dt>{t('pushUser')}</dt>
            <dd>
              <code>{token.data.user}</code>
            </dd>
            <dt>{t('pushPassword')}</dt>
            <dd className="lw-row">
              <code className="lw-ellipsis">{token.data.token}</code>
              <CopyButton text={token.data.token} label={t('copyPassword')} />
            </dd>
          </dl>
        )}
        {token.isError ? <ProblemPanel problem={problemOf(token.error)} /> : null}
      </li>
      {children}
    </ol>
  )
}
