import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { publishChangeSet } from '#contract/documents.ts'
import type { Outline } from '#contract/outline.ts'
import { createGitToken } from '#contract/projects.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { documentId, resourceText } from '#domain/documents.ts'
import { idPattern, normalise } from '#domain/ids.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { startMessages } from './start-messages.ts'

export interface PushFormProps {
  readonly project: string
  readonly repositories: Outline['repositories']
  /** The repository created for the push, if there is one yet. */
  readonly made: string | undefined
  readonly onMade: (repository: string) => void
}

/** For code on somebody's own computer: creates a hosted repository to push it to. */
export function PushForm({ project, repositories, made, onMade }: PushFormProps) {
  const t = useMessages(startMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [typed, setTyped] = useTyped('pushed repository', z.string(), '')
  const name = normalise(typed)
  const isTaken = repositories.some((known) => known.name === name)
  const make = useMutation({
    async mutationFn() {
      const repository = { name, kind: 'hosted', gitCloneUrl: `/git/${project}/${name}.git` }
      const text = resourceText(repository)
      await client.ask(publishChangeSet, {
        params: { project },
        body: { message: t('roomMessage', { name }), parts: [{ id: documentId('repository', name), text }] },
      })
    },
    async onSuccess() {
      await cache.invalidateQueries({ queryKey: [project] })
      onMade(name)
    },
  })
  if (made !== undefined) return <PushSteps project={project} repository={made} />
  const isReady = !isTaken && idPattern.test(name)
  const error = isTaken ? t('repositoryTaken') : name === '' || idPattern.test(name) ? undefined : t('applicationHelp')
  return (
    <form
      className="lw-stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) make.mutate()
      }}
    >
      <TextField
        label={t('repositoryName')}
        help={t('applicationHelp')}
        error={error}
        mono
        isRequired
        autoFocus
        value={typed}
        onChange={setTyped}
      />
      <div>
        <Button type="submit" isDisabled={!isReady} isPending={make.isPending}>
          {t('makeRoom')}
        </Button>
      </div>
      {make.isError ? <ProblemPanel problem={problemOf(make.error)} /> : null}
    </form>
  )
}

interface PushStepsProps {
  readonly project: string
  readonly repository: string
}

/**
 * The commands to type where the code is. The token is shown beside the command, never in it: shells keep commands, and
 * `ps` shows them.
 */
function PushSteps({ project, repository }: PushStepsProps) {
  const t = useMessages(startMessages)
  const { client } = usePlatform()
  const outline = useQuery(outlineOptions(client, project))
  const token = useQuery({
    queryKey: [project, 'push-token'],
    queryFn: () => client.ask(createGitToken, { params: { project } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const url = outline.data?.repositories.find(({ name }) => name === repository)?.gitCloneUrl ?? ''
  const command = `git push --force ${url} HEAD:main`
  return (
    <ol className="lw-start-push">
      <li>
        {t('pushHere')}
        <span className="lw-row">
          <code>{command}</code>
          <CopyButton text={command} label={t('copyCommand')} />
        </span>
        <p className="lw-help">{t('pushForce')}</p>
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
      <li>{t('pushDone', { look: t('look') })}</li>
    </ol>
  )
}
