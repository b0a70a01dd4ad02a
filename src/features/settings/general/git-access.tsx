import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { createGitToken } from '#contract/projects.ts'
import { protectRepository } from '#contract/proposals.ts'
import { useRights } from '#client/access.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { generalMessages } from './general-messages.ts'

/**
 * Clone addresses and a token for pushing by hand. The token is only kept in this component, so leaving the page
 * forgets it.
 */
export function GitAccess({ project }: { readonly project: string }) {
  const t = useMessages(generalMessages)
  const format = useFormat()
  const offReason = useOffReason(project)
  const rights = useRights(project)
  const { client } = usePlatform()
  const outline = useQuery(outlineOptions(client, project))
  const token = useMutation({ mutationFn: () => client.ask(createGitToken, { params: { project } }) })
  const kept = useQuery(projectOptions(client, project))
  const cache = useQueryClient()
  const protect = useMutation({
    mutationFn: ({ repository, isProtected }: { readonly repository: string; readonly isProtected: boolean }) =>
      client.ask(protectRepository, { params: { project, repository }, body: { isProtected } }),
    onSettled: () => cache.invalidateQueries({ queryKey: [project, 'project'] }),
  })
  const hosted = (outline.data?.repositories ?? []).filter((repository) => repository.kind === 'hosted')
  return (
    <Card title={t('gitTokens')}>
      <div className="lw-card-pad">
        <p className="lw-muted">{t('gitTokensNote')}</p>
        <p className="lw-muted">{t('protectionNote')}</p>
        {outline.isPending ? <Skeleton rows={3} /> : null}
        <ul className="lw-stack">
          {hosted.map((repository) => (
            <li key={repository.name} className="lw-row">
              <span className="lw-strong">{repository.name}</span>
              <code className="lw-ellipsis lw-grow">{repository.gitCloneUrl}</code>
              <CopyButton text={repository.gitCloneUrl} label={t('clone')} />
              <Switch
                isSelected={kept.data?.project.protectedRepositories?.includes(repository.name) ?? false}
                isDisabled={!rights.may('project.admin') || kept.data === undefined || protect.isPending}
                onChange={(isProtected) => protect.mutate({ repository: repository.name, isProtected })}
              >
                <span className="lw-hidden">{t('protectionOf', { name: repository.name })}</span>
                <span aria-hidden>{t('isProtected')}</span>
              </Switch>
            </li>
          ))}
        </ul>
        {/* The button stays where it is, since the announcement that it is done is anchored to it. */}
        {outline.isPending ? null : (
          <div>
            <Button
              icon={<KeyRound size={16} aria-hidden />}
              isPending={token.isPending}
              onPress={() => token.mutate()}
              reason={offReason('repository.push')}
            >
              {t('makeToken')}
            </Button>
          </div>
        )}
        {token.data === undefined ? null : (
          <dl className="lw-facts lw-facts-controls lw-token">
            <dt>{t('tokenUser')}</dt>
            <dd className="lw-row">
              <code>{token.data.user}</code>
              <CopyButton text={token.data.user} />
            </dd>
            <dt>{t('token')}</dt>
            <dd className="lw-row">
              <code className="lw-ellipsis">{token.data.token}</code>
              <CopyButton text={token.data.token} />
            </dd>
            <dd className="lw-muted">{t('expires', { time: format.dateTime(token.data.expiresAt) })}</dd>
          </dl>
        )}
        {protect.isError ? <ProblemPanel problem={problemOf(protect.error)} /> : null}
        {token.isError ? <ProblemPanel problem={problemOf(token.error)} /> : null}
      </div>
    </Card>
  )
}
