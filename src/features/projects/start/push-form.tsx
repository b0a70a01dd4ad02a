import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { publishChangeSet } from '#contract/documents.ts'
import type { Outline } from '#contract/outline.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentId, resourceText } from '#domain/documents.ts'
import { idPattern, normalise } from '#domain/ids.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { PushSteps } from './push-steps.tsx'
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
  if (made !== undefined) {
    const url = repositories.find((known) => known.name === made)?.gitCloneUrl ?? ''
    return (
      <PushSteps project={project} commands={[`git push --force ${url} HEAD:main`]} help={t('pushForce')}>
        <li>{t('pushDone', { look: t('look') })}</li>
      </PushSteps>
    )
  }
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
