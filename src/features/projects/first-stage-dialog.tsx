import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { stringify } from 'yaml'
import { publishChangeSet } from '#contract/documents.ts'
import { documentId } from '#domain/documents.ts'
import { deriveId, idPattern, normalise } from '#domain/ids.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { worldOptions } from '#client/queries/world.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { showToast } from '#ui/toast.tsx'
import { projectMessages } from './messages.ts'

export interface FirstStageDialogProps {
  readonly project: string
  readonly taken: readonly string[]
  readonly onClose: () => void
  /** What stands above the questions. */
  readonly head: ReactNode
}

/** Asks for what a line cannot be without: a name and one stage. */
export function FirstStageDialog({ project, taken, onClose, head }: FirstStageDialogProps) {
  const t = useMessages(projectMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const world = useQuery(worldOptions(client, project))
  const [typed, setTyped] = useState('')
  const [pipeline, setPipeline] = useState<string>()
  const [target, setTarget] = useState<string>()
  const name = idPattern.test(normalise(typed)) ? normalise(typed) : deriveId(typed)
  const deployments = world.data?.world.deployments ?? []
  const deployment = deployments.find((candidate) => `${candidate.application}/${candidate.name}` === target)
  const create = useMutation({
    mutationFn: (text: string) =>
      client.ask(publishChangeSet, {
        params: { project },
        body: {
          message: t('newLineMessage', { name: name ?? '' }),
          parts: [{ id: documentId('line', name ?? ''), text }],
        },
      }),
    async onSuccess() {
      await cache.invalidateQueries({ queryKey: [project, 'documents'] })
      showToast({ text: t('created', { name: name ?? '' }) })
      await navigate(pathTo('line', { project, line: name ?? '' }))
    },
  })
  const isTaken = name !== undefined && taken.includes(name)
  const isReady = name !== undefined && !isTaken && pipeline !== undefined && deployment !== undefined
  function handleCreate(): void {
    if (name === undefined || pipeline === undefined || deployment === undefined) return
    create.mutate(firstText(name, pipeline, deployment))
  }
  return (
    <Dialog
      isOpen
      title={t('newLine')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" isDisabled={!isReady} isPending={create.isPending} onPress={handleCreate}>
            {t('create')}
          </Button>
        </>
      }
    >
      {head}
      <TextField
        label={t('name')}
        value={typed}
        onChange={setTyped}
        help={name === undefined || name === typed ? t('nameHelp') : name}
        error={isTaken ? t('nameTaken') : undefined}
        isRequired
        autoFocus
        mono
      />
      <Select
        label={t('firstPipeline')}
        choices={(world.data?.world.pipelines ?? []).map(({ metadata }) => ({
          id: metadata.name,
          title: metadata.name,
        }))}
        value={pipeline}
        onChange={setPipeline}
        isRequired
      />
      <Select
        label={t('deployment')}
        choices={deployments.map((candidate) => {
          const id = `${candidate.application}/${candidate.name}`
          return { id, title: id }
        })}
        value={target}
        onChange={setTarget}
        isRequired
      />
      {create.isError ? <ProblemPanel problem={problemOf(create.error)} /> : null}
    </Dialog>
  )
}

function firstText(
  name: string,
  pipeline: string,
  deployment: { readonly application: string; readonly name: string },
): string {
  return stringify({
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name },
    spec: {
      stages: [
        { name: pipeline, spec: { pipeline, deployment: { app: deployment.application, name: deployment.name } } },
      ],
    },
  })
}
